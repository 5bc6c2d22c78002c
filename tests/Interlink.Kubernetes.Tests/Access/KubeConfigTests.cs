using System.Text;
using System.Text.Json.Nodes;
using Interlink.Kubernetes.Access;
using Interlink.Kubernetes.Fake;
using Interlink.Kubernetes.Resources;
using Interlink.Kubernetes.Streams;

namespace Interlink.Kubernetes.Tests.Access;

/// <summary>What a kubeconfig can say beside a token.</summary>
public sealed class KubeConfigTests() : AccessScene("kube.example")
{
    [Fact]
    public async Task A_servers_certificate_is_checked_for_the_name_that_the_kubeconfig_says()
    {
        Server.Store.Add(ResourceTypes.Pods, Sample.Pod("web"));
        using KubernetesClient unnamed = Folder.Client(Server, []);
        Assert.True((await Assert.ThrowsAsync<KubernetesException>(() => unnamed.VersionAsync(CancellationToken.None))).IsUnreachable);
        using KubernetesClient wrong = Folder.Client(Server, [], Cluster("other.example"));
        Assert.True((await Assert.ThrowsAsync<KubernetesException>(() => wrong.VersionAsync(CancellationToken.None))).IsUnreachable);

        using KubernetesClient client = Folder.Client(Server, [], Cluster("kube.example"));
        await client.VersionAsync(CancellationToken.None);
        await using ContainerStreams streams = await client.Pods("default").ExecAsync("web", ["true"], null, CancellationToken.None).Soon();
        Assert.Equal(0, await streams.ReadAsync((_, _) => default, (_, _) => default, CancellationToken.None).Soon());
    }

    [Fact]
    public async Task The_name_holds_through_a_proxy_too()
    {
        await using var proxy = new TunnelProxy();
        JsonObject cluster = Cluster("kube.example");
        cluster["proxy-url"] = $"http://127.0.0.1:{proxy.Port}";
        using KubernetesClient client = Folder.Client(Server, [], cluster);
        await client.VersionAsync(CancellationToken.None).Soon();

        Assert.Equal([new Uri(Server.Address).Authority], proxy.Targets);
    }

    [Fact]
    public async Task A_client_certificate_may_stand_inline()
    {
        await Server.DisposeAsync();
        Certificate.AsksForClient = true;
        Server = await FakeApiServer.StartAsync(Certificate);
        using KubernetesClient client = Folder.Client(
            Server,
            new JsonObject
            {
                ["client-certificate-data"] = Base64(Certificate.ClientPem),
                ["client-key-data"] = Base64(Certificate.ClientKeyPem),
            },
            Cluster("kube.example"));

        await client.VersionAsync(CancellationToken.None);
    }

    [Theory]
    [InlineData("client-certificate-data", "must be given together")]
    [InlineData("client-key-data", "must be given together")]
    public void Half_a_client_certificate_is_refused(string field, string why) => Assert.Contains(
        why,
        Assert.Throws<KubeConfigException>(
            () => Folder.Client(Server, new JsonObject { [field] = Base64(Certificate.ClientPem) }).Dispose()).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task A_token_file_is_followed_and_one_that_is_unusable_leaves_the_token_before()
    {
        Folder.Write("token", "first");
        Server.Token = "first";
        using KubernetesClient client = Folder.Client(Server, new JsonObject { ["tokenFile"] = "token" }, Cluster("kube.example"));
        await client.VersionAsync(CancellationToken.None);
        Folder.Write("token", "");
        await client.VersionAsync(CancellationToken.None);
        File.Delete(Path.Combine(Folder.Path, "token"));
        await client.VersionAsync(CancellationToken.None);
        Folder.Write("token", "second\n");
        Server.Token = "second";

        await client.VersionAsync(CancellationToken.None);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private JsonObject Cluster(string name)
    {
        var cluster = (JsonObject)JsonNode.Parse(Server.KubeConfig)!["clusters"]![0]!["cluster"]!.DeepClone();
        cluster["tls-server-name"] = name;
        return cluster;
    }
}
