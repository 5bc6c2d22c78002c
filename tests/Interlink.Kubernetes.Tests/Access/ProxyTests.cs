using System.Text.Json.Nodes;
using Interlink.Kubernetes.Resources;
using Interlink.Kubernetes.Streams;

namespace Interlink.Kubernetes.Tests.Access;

public sealed class ProxyTests : AccessScene
{
    [Fact]
    public async Task Calls_and_streams_go_through_the_proxy_that_the_kubeconfig_names()
    {
        await using var proxy = new TunnelProxy();
        Server.Store.Add(ResourceTypes.Pods, Sample.Pod("web"));
        using KubernetesClient client = Client($"http://127.0.0.1:{proxy.Port}");
        await client.VersionAsync(CancellationToken.None).Soon();
        Assert.Equal([new Uri(Server.Address).Authority], proxy.Targets);
        await using (ContainerStreams streams = await client.Pods("default").ExecAsync("web", ["true"], null, CancellationToken.None).Soon())
        {
            Assert.Equal(0, await streams.ReadAsync((_, _) => default, (_, _) => default, CancellationToken.None).Soon());
        }

        Assert.Equal(2, proxy.Targets.Count);
    }

    [Fact]
    public async Task User_and_password_of_the_proxys_address_are_shown_to_it_once_it_asks()
    {
        await using var proxy = new TunnelProxy { Credentials = "me:p@ss" };
        using KubernetesClient client = Client($"http://me:p%40ss@127.0.0.1:{proxy.Port}");
        await client.VersionAsync(CancellationToken.None).Soon();

        Assert.Single(proxy.Targets);
        Assert.All(Server.Requests, request => Assert.Empty(request.Authorization));
    }

    [Fact]
    public async Task A_proxy_that_refuses_is_a_failure_of_a_call_that_was_never_sent()
    {
        await using var proxy = new TunnelProxy { Refuses = true };
        using KubernetesClient client = Client($"http://me:secret@127.0.0.1:{proxy.Port}");
        KubernetesException failure = await Assert.ThrowsAsync<KubernetesException>(
            () => client.Resource(ResourceTypes.ConfigMaps, "default").CreateAsync(Sample.ConfigMap("a"), CancellationToken.None).Soon());

        Assert.True(failure is { IsUnreachable: true, FateUnknown: false });
        Assert.Contains("403", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    private KubernetesClient Client(string proxy)
    {
        var cluster = (JsonObject)JsonNode.Parse(Server.KubeConfig)!["clusters"]![0]!["cluster"]!.DeepClone();
        cluster["proxy-url"] = proxy;
        return Folder.Client(Server, [], cluster);
    }
}
