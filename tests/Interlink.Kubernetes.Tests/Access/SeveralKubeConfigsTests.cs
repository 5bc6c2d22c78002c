using Interlink.Kubernetes.Access;
using Interlink.Kubernetes.Fake;

namespace Interlink.Kubernetes.Tests.Access;

/// <summary>Several files that <c>KUBECONFIG</c> names are read as one.</summary>
public sealed class SeveralKubeConfigsTests : IAsyncLifetime
{
    private readonly AccessFolder _folder = new();
    private FakeApiServer _server = null!;

    public async Task InitializeAsync() => _server = await FakeApiServer.StartAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Context_cluster_and_user_may_stand_in_different_files_and_one_may_be_missing()
    {
        _server.Token = "right";
        using KubernetesClient client = AccessFolder.Client(Access(
            _folder.Write("contexts", "current-context: here\ncontexts: [{name: here, context: {cluster: c, user: u, namespace: mine}}]\n"),
            Path.Combine(_folder.Path, "missing"),
            _folder.Write("clusters", $"clusters: [{{name: c, cluster: {{server: '{_server.Address}'}}}}]\n"),
            _folder.Write("users", "users: [{name: u, user: {token: right}}]\n")));

        Assert.Equal("mine", client.Access.Namespace);
        await client.VersionAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Of_two_entries_of_a_name_the_first_counts_whole()
    {
        _server.Token = "right";
        string clusters = $"clusters: [{{name: c, cluster: {{server: '{_server.Address}'}}}}]\n";
        using KubernetesClient client = AccessFolder.Client(Access(
            _folder.Write("one", "users: [{name: u, user: {token: right}}]\n" + clusters),
            _folder.Write("two", """
                current-context: here
                contexts: [{name: here, context: {cluster: c, user: u} }]
                clusters: [{name: c, cluster: {server: 'https://192.0.2.1', proxy-url: 'http://192.0.2.2'} }]
                users: [{name: u, user: {token: wrong, as: somebody}}]
                """),
            _folder.Write("three", "current-context: elsewhere\n")));
        await client.VersionAsync(CancellationToken.None);

        Assert.DoesNotContain("Impersonate-User", _server.Requests[^1].Headers.Keys);
    }

    [Fact]
    public async Task A_change_of_any_of_them_is_noticed_the_appearance_of_one_that_was_missing_too()
    {
        _server.Token = "right";
        using KubernetesClient client = AccessFolder.Client(Access(
            Path.Combine(_folder.Path, "later"),
            _folder.Write("rest", $$"""
                current-context: here
                contexts: [{name: here, context: {cluster: c, user: u} }]
                clusters: [{name: c, cluster: {server: '{{_server.Address}}'} }]
                users: [{name: u, user: {token: wrong} }]
                """)));
        Assert.True((await Assert.ThrowsAsync<KubernetesException>(() => client.VersionAsync(CancellationToken.None))).IsUnauthorized);
        _folder.Write("later", "users: [{name: u, user: {token: right}}]\n");

        await client.VersionAsync(CancellationToken.None);
    }

    [Fact]
    public void Paths_are_those_of_the_file_that_names_them()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "sub"));
        string users = _folder.Write("sub/users", "users: [{name: u, user: {tokenFile: token}}]\n");
        _folder.Write("sub/token", "right");
        string rest = _folder.Write("rest", $$"""
            current-context: here
            contexts: [{name: here, context: {cluster: c, user: u} }]
            clusters: [{name: c, cluster: {server: '{{_server.Address}}'} }]
            """);

        Assert.Equal(new Uri(_server.Address), Access(rest, users).Server);
    }

    [Fact]
    public void If_none_of_them_is_there_that_is_told() => Assert.Contains(
        "does not exist",
        Assert.Throws<KubeConfigException>(() => Access(Path.Combine(_folder.Path, "a"), Path.Combine(_folder.Path, "b"))).Message,
        StringComparison.Ordinal);

    private static ClusterAccess Access(params string[] paths) => ClusterAccess.FromKubeConfig(
        services: new AccessServices { Environment = name => name == "KUBECONFIG" ? string.Join(':', paths) : null });
}
