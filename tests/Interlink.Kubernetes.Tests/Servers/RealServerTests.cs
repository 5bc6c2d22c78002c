using System.Text.Json.Nodes;
using Interlink.Kubernetes.Resources;

namespace Interlink.Kubernetes.Tests.Servers;

/// <summary>What only a real server can say: who the client is taken for.</summary>
[Collection(nameof(ServerBed))]
public sealed class RealServerTests(ServerBed bed)
{
    [Theory]
    [OnReal]
    public async Task Each_group_that_is_impersonated_counts(Server server)
    {
        Assert.True(await MayAsync(server, """{"as":"somebody","as-groups":["one","system:masters"]}"""));
        Assert.False(await MayAsync(server, """{"as":"somebody","as-groups":["one","two"]}"""));
        Assert.False(await MayAsync(server, """{"as":"jürgen, system:masters","as-user-extra":{"example.org/Scopes":["a","b"]} }"""));
    }

    [Theory]
    [OnReal]
    public async Task Groups_without_a_name_are_refused_and_not_passed_over(Server server)
    {
        using KubernetesClient client = await bed.ClientAsync(server, Sample.Parse("""{"as-groups":["one","two"]}"""));
        KubernetesException failure = await Assert.ThrowsAsync<KubernetesException>(() => client.VersionAsync(CancellationToken.None));

        Assert.Contains("without impersonating a user", failure.Message, StringComparison.Ordinal);
    }

    private async Task<bool> MayAsync(Server server, string user)
    {
        using KubernetesClient client = await bed.ClientAsync(server, Sample.Parse(user));
        JsonObject answer = await client.Resource(ResourceTypes.SelfSubjectAccessReviews).CreateAsync(
            Sample.Parse("""
                {"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview",
                 "spec":{"resourceAttributes":{"verb":"delete","resource":"nodes"} } }
                """),
            CancellationToken.None);
        return (bool)answer["status"]!["allowed"]!;
    }
}
