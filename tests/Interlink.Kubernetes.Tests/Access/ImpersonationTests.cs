using System.Text.Json.Nodes;
using Interlink.Kubernetes.Access;
using Interlink.Kubernetes.Fake.Serving;
using Interlink.Kubernetes.Resources;
using Interlink.Kubernetes.Streams;

namespace Interlink.Kubernetes.Tests.Access;

public sealed class ImpersonationTests : AccessScene
{
    [Fact]
    public async Task Each_group_and_each_value_has_a_header_line_of_its_own_in_calls_and_in_streams()
    {
        Server.Store.Add(ResourceTypes.Pods, Sample.Pod("web"));
        using KubernetesClient client = Folder.Client(Server, Sample.Parse("""
            {"as":"system:serviceaccount:a:b","as-uid":"42","as-groups":["one, and a half","two"],
             "as-user-extra":{"example.org/Scopes":["view","edit"],"plain":["x"]} }
            """));
        await client.VersionAsync(CancellationToken.None);
        Check(Server.Requests[^1]);
        await using ContainerStreams streams = await client.Pods("default").ExecAsync("web", ["true"], null, CancellationToken.None).Soon();
        Check(Server.Requests[^1]);
    }

    [Fact]
    public async Task Names_need_not_be_ASCII()
    {
        using KubernetesClient client = Folder.Client(Server, Sample.Parse("""{"as":"jürgen","as-groups":["größe"]}"""));
        await client.VersionAsync(CancellationToken.None);

        Assert.Equal(["jürgen"], Values(Server.Requests[^1], "Impersonate-User"));
        Assert.Equal(["größe"], Values(Server.Requests[^1], "Impersonate-Group"));
    }

    [Theory]
    [InlineData("""{"as":"a\nb"}""", "as")]
    [InlineData("""{"as":"a","as-groups":["b\r\nImpersonate-Group: c"]}""", "as-groups")]
    [InlineData("""{"as":"a","as-user-extra":{"key":"no list"} }""", "key")]
    public void What_cannot_be_asked_for_is_refused_and_never_left_out(string user, string named) => Assert.Contains(
        named,
        Assert.Throws<KubeConfigException>(() => Folder.Client(Server, Sample.Parse(user)).Dispose()).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task Nobody_is_impersonated_unless_that_is_asked_for()
    {
        using KubernetesClient client = Folder.Client(Server, new JsonObject { ["as"] = "" });
        await client.VersionAsync(CancellationToken.None);

        Assert.DoesNotContain(Server.Requests[^1].Headers.Keys, name => name.StartsWith("Impersonate", StringComparison.OrdinalIgnoreCase));
    }

    private static void Check(RecordedRequest request)
    {
        Assert.Equal(["system:serviceaccount:a:b"], Values(request, "Impersonate-User"));
        Assert.Equal(["42"], Values(request, "Impersonate-Uid"));
        Assert.Equal(["one, and a half", "two"], Values(request, "Impersonate-Group"));
        Assert.Equal(["view", "edit"], Values(request, "Impersonate-Extra-example.org%2FScopes"));
        Assert.Equal(["x"], Values(request, "Impersonate-Extra-plain"));
    }

    private static IReadOnlyList<string> Values(RecordedRequest request, string header) => request.Headers.GetValueOrDefault(header) ?? [];
}
