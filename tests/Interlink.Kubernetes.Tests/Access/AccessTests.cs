using System.Text.Json.Nodes;
using Interlink.Kubernetes.Access;
using Interlink.Kubernetes.Fake;

namespace Interlink.Kubernetes.Tests.Access;

/// <summary>Every way to be somebody, tried against a server that asks.</summary>
public sealed class AccessTests : AccessScene
{
    [Fact]
    public async Task A_token_that_is_in_a_file_is_read_again_when_it_changes()
    {
        string file = Write("token", "first");
        Server.Token = "first";
        using KubernetesClient client = Client(new JsonObject { ["tokenFile"] = file });
        await client.VersionAsync(CancellationToken.None);
        Server.Token = "second";
        Write("token", "second");

        await client.VersionAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_plugin_is_run_for_a_token_and_run_again_when_the_token_is_refused()
    {
        string script = Write("plugin", $$"""
            #!/bin/sh
            printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"%s"} }' "$(cat {{Folder.Path}}/now)"
            """);
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Write("now", "one");
        Server.Token = "one";
        using KubernetesClient client = Client(new JsonObject
        {
            ["exec"] = new JsonObject { ["apiVersion"] = "client.authentication.k8s.io/v1", ["command"] = script, ["interactiveMode"] = "Never" },
        });
        await client.VersionAsync(CancellationToken.None);
        Write("now", "two");
        Server.Token = "two";

        await client.VersionAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_server_of_an_unknown_authority_is_refused_unless_the_kubeconfig_does_not_care()
    {
        using KubernetesClient strict = Client([], new JsonObject { ["server"] = Server.Address });
        KubernetesException failure = await Assert.ThrowsAsync<KubernetesException>(() => strict.VersionAsync(CancellationToken.None));
        Assert.True(failure.IsUnreachable);

        using KubernetesClient careless = Client([], new JsonObject { ["server"] = Server.Address, ["insecure-skip-tls-verify"] = true });
        await careless.VersionAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_refused_token_is_a_failure_that_does_not_tell_the_token()
    {
        Server.Token = "right";
        using KubernetesClient client = Client(new JsonObject { ["token"] = "wrong-and-secret" });
        KubernetesException failure = await Assert.ThrowsAsync<KubernetesException>(() => client.VersionAsync(CancellationToken.None));

        Assert.True(failure.IsUnauthorized);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_certificate_may_stand_in_files()
    {
        await Server.DisposeAsync();
        Certificate.AsksForClient = true;
        Server = await FakeApiServer.StartAsync(Certificate);
        using KubernetesClient nobody = Client([]);
        await Assert.ThrowsAsync<KubernetesException>(() => nobody.VersionAsync(CancellationToken.None));

        using KubernetesClient client = Client(new JsonObject
        {
            ["client-certificate"] = Write("client.crt", Certificate.ClientPem),
            ["client-key"] = Write("client.key", Certificate.ClientKeyPem),
        });
        await client.VersionAsync(CancellationToken.None);
    }

    [Fact]
    public void A_context_that_is_not_there_is_named() => Assert.Contains(
        "nowhere",
        Assert.Throws<KubeConfigException>(
            () => ClusterAccess.FromKubeConfig(new KubeConfigOptions { Content = Server.KubeConfig, Context = "nowhere" })).Message,
        StringComparison.Ordinal);

    private string Write(string name, string content) => Folder.Write(name, content);

    private KubernetesClient Client(JsonObject user, JsonObject? cluster = null) => Folder.Client(Server, user, cluster);
}
