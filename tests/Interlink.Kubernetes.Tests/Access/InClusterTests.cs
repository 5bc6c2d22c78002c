using Interlink.Kubernetes.Access;
using Interlink.Kubernetes.Fake;

namespace Interlink.Kubernetes.Tests.Access;

/// <summary>A pod's own account, in a folder as a kubelet makes it: what is read are links, and a change is a new target of one of them.</summary>
public sealed class InClusterTests : IAsyncLifetime
{
    private readonly AccessFolder _folder = new();
    private readonly FakeCertificate _certificate = FakeCertificate.Create();
    private FakeApiServer _server = null!;
    private int _versions;

    public async Task InitializeAsync()
    {
        _server = await FakeApiServer.StartAsync(_certificate);
        _server.Token = "first";
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _certificate.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Token_authority_and_namespace_are_those_of_the_folder()
    {
        Mount("first", _certificate.AuthorityPem, "mine\n");
        using KubernetesClient client = AccessFolder.Client(ClusterAccess.InCluster(Services()));
        await client.VersionAsync(CancellationToken.None);

        Assert.Equal("mine", client.Access.Namespace);
        Assert.Equal("Bearer first", _server.Requests[^1].Authorization);
    }

    [Fact]
    public async Task A_token_that_was_replaced_is_used_with_the_next_call()
    {
        Mount("first", _certificate.AuthorityPem);
        using KubernetesClient client = AccessFolder.Client(ClusterAccess.InCluster(Services()));
        await client.VersionAsync(CancellationToken.None);
        Assert.Equal("default", client.Access.Namespace);
        Mount("second", _certificate.AuthorityPem);
        _server.Token = "second";
        await client.VersionAsync(CancellationToken.None);

        Assert.Equal(["Bearer first", "Bearer second"], _server.Requests.Select(request => request.Authorization));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_authority_that_was_replaced_is_believed_with_the_next_call_also_beside_the_one_before(bool first)
    {
        using var other = FakeCertificate.Create();
        Mount("first", other.AuthorityPem);
        using KubernetesClient client = AccessFolder.Client(ClusterAccess.InCluster(Services()));
        Assert.True((await Assert.ThrowsAsync<KubernetesException>(() => client.VersionAsync(CancellationToken.None))).IsUnreachable);
        string[] both = first ? [other.AuthorityPem, _certificate.AuthorityPem] : [_certificate.AuthorityPem, other.AuthorityPem];
        Mount("first", string.Join('\n', both));
        await client.VersionAsync(CancellationToken.None);
        Mount("first", "no certificate");

        await client.VersionAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Authorities_that_only_have_the_name_of_the_right_one_are_not_believed()
    {
        using var one = FakeCertificate.Create();
        using var two = FakeCertificate.Create();
        Mount("first", one.AuthorityPem + "\n" + two.AuthorityPem);
        using KubernetesClient client = AccessFolder.Client(ClusterAccess.InCluster(Services()));

        Assert.True((await Assert.ThrowsAsync<KubernetesException>(() => client.VersionAsync(CancellationToken.None))).IsUnreachable);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Of_two_authorities_of_a_name_the_right_one_does_not_make_up_for_a_wrong_address()
    {
        using var other = FakeCertificate.Create();
        Mount("first", other.AuthorityPem + "\n" + _certificate.AuthorityPem);
        using KubernetesClient client = AccessFolder.Client(ClusterAccess.InCluster(Services(("KUBERNETES_SERVICE_HOST", "localhost"))));

        Assert.True((await Assert.ThrowsAsync<KubernetesException>(() => client.VersionAsync(CancellationToken.None))).IsUnreachable);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public void A_pod_is_one_that_has_an_address_and_a_token_and_a_kubeconfig_that_is_named_goes_before()
    {
        Mount("first", _certificate.AuthorityPem, "mine");
        string named = _folder.Write("config", """
            current-context: c
            contexts: [{name: c, context: {cluster: k}}]
            clusters: [{name: k, cluster: {server: 'https://named:1'}}]
            """);

        Assert.Equal(new Uri(_server.Address), ClusterAccess.Detect(services: Services()).Server);
        Assert.Equal("named", ClusterAccess.Detect(new KubeConfigOptions { Path = named }, Services()).Server.Host);
        Assert.Equal("named", ClusterAccess.Detect(services: Services(("KUBECONFIG", named))).Server.Host);
        Assert.Equal("[fd00::1]", ClusterAccess.InCluster(Services(("KUBERNETES_SERVICE_HOST", "fd00::1"))).Server.Host);
    }

    [Theory]
    [InlineData("KUBERNETES_SERVICE_HOST", "", "no pod of a cluster")]
    [InlineData("KUBERNETES_SERVICE_PORT", "many", "not a host and a port")]
    public void Without_an_address_there_is_no_cluster(string variable, string value, string why)
    {
        Mount("first", _certificate.AuthorityPem);

        Assert.Contains(why, Refused(Services((variable, value))), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_token_or_an_authority_the_file_is_named()
    {
        Assert.Contains("/token'", Refused(Services()), StringComparison.Ordinal);
        Mount("first", "no certificate");
        Assert.Contains("holds no PEM certificate", Refused(Services()), StringComparison.Ordinal);
        Mount("", _certificate.AuthorityPem);
        Assert.Contains("/token'", Refused(Services()), StringComparison.Ordinal);
    }

    private static string Refused(AccessServices services) =>
        Assert.Throws<KubeConfigException>(() => ClusterAccess.InCluster(services)).Message;

    private AccessServices Services(params (string Name, string Value)[] changed)
    {
        var variables = new Dictionary<string, string>
        {
            ["HOME"] = _folder.Path,
            ["KUBERNETES_SERVICE_HOST"] = "127.0.0.1",
            ["KUBERNETES_SERVICE_PORT"] = new Uri(_server.Address).Port.ToString(),
        };
        foreach ((string name, string value) in changed)
        {
            variables[name] = value;
        }

        return new AccessServices { Environment = variables.GetValueOrDefault, ServiceAccountFolder = _folder.Path };
    }

    private void Mount(string token, string authority, string? space = null)
    {
        string version = $"..version{++_versions}";
        Directory.CreateDirectory(Path.Combine(_folder.Path, version));
        foreach ((string name, string? content) in ((string, string?)[])[("token", token), ("ca.crt", authority), ("namespace", space)])
        {
            if (content is not null)
            {
                _folder.Write($"{version}/{name}", content);
                Link(name, $"..data/{name}");
            }
        }

        Link("..data", version);
    }

    private void Link(string name, string target)
    {
        string path = Path.Combine(_folder.Path, name);
        File.Delete(path);
        File.CreateSymbolicLink(path, target);
    }
}
