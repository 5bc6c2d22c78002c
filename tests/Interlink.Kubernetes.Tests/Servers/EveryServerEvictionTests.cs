using System.Text.Json.Nodes;
using Interlink.Kubernetes.Resources;

namespace Interlink.Kubernetes.Tests.Servers;

/// <summary>An eviction that a budget does not allow is told at once with the reason, on the server in this process and on a real one.</summary>
[Collection(nameof(ServerBed))]
public sealed class EveryServerEvictionTests(ServerBed bed)
{
    private readonly string _space = "t" + Guid.NewGuid().ToString("N")[..12];

    [Theory]
    [OnFake]
    [OnReal(22)]
    public async Task By_its_own_method(Server server)
    {
        using KubernetesClient client = await bed.ClientAsync(server, _space);
        ResourceClient budgets = await GuardAsync(client);
        Check(await Assert.ThrowsAsync<KubernetesException>(() => client.Pods(_space).EvictAsync("web", null, CancellationToken.None).Soon()));
        JsonObject pod = await client.Resource(ResourceTypes.Pods, _space).GetAsync("web", CancellationToken.None);
        await budgets.DeleteAsync("all", CancellationToken.None);
        KubernetesException other = await Assert.ThrowsAsync<KubernetesException>(
            () => client.Pods(_space).EvictAsync("web", new DeleteOptions { Uid = "another" }, CancellationToken.None));
        Assert.True(other.IsConflict);
        await client.Pods(_space).EvictAsync("web", new DeleteOptions { Uid = new ObjectView(pod).Uid }, CancellationToken.None);

        Assert.Null(await client.Resource(ResourceTypes.Pods, _space).FindAsync("web", CancellationToken.None));
    }

    [Theory]
    [OnFake]
    [OnReal]
    public async Task By_the_subresource(Server server)
    {
        using KubernetesClient client = await bed.ClientAsync(server, _space);
        ResourceClient pods = client.Resource(ResourceTypes.Pods, _space);
        ResourceClient budgets = await GuardAsync(client);
        JsonObject eviction = Sample.Parse($$"""
            {"apiVersion":"{{budgets.Type.ApiVersion}}","kind":"Eviction","metadata":{"name":"web","namespace":"{{_space}}"} }
            """);
        Check(await Assert.ThrowsAsync<KubernetesException>(() => pods.CreateAsync("web", "eviction", eviction, CancellationToken.None).Soon()));
        await budgets.DeleteAsync("all", CancellationToken.None);
        await pods.CreateAsync("web", "eviction", eviction, CancellationToken.None);

        Assert.Null(await pods.FindAsync("web", CancellationToken.None));
    }

    private static void Check(KubernetesException failure)
    {
        Assert.True(failure is { IsTooManyRequests: true, Reason: "TooManyRequests", FateUnknown: false }, failure.Message);
        Assert.Contains("disruption budget", failure.StatusMessage, StringComparison.Ordinal);
    }

    /// <summary>A pod that runs, and a budget that keeps it.</summary>
    private async Task<ResourceClient> GuardAsync(KubernetesClient client)
    {
        ResourceClient pods = client.Resource(ResourceTypes.Pods, _space);
        JsonObject pod = await pods.CreateAsync(Sample.Pod("web", space: _space), CancellationToken.None);
        pod["status"] = Sample.Parse("""{"phase":"Running","conditions":[{"type":"Ready","status":"True"}]}""");
        await pods.ReplaceAsync(pod, "status", null, CancellationToken.None);
        ResourceType type = await client.Kinds.FindAsync("policy/v1", "PodDisruptionBudget", CancellationToken.None)
            ?? (await client.Kinds.FindAsync("policy/v1beta1", "PodDisruptionBudget", CancellationToken.None))!;
        ResourceClient budgets = client.Resource(type, _space);
        JsonObject budget = await budgets.CreateAsync(
            Sample.Parse($$"""
                {"apiVersion":"{{type.ApiVersion}}","kind":"PodDisruptionBudget","metadata":{"name":"all"},
                 "spec":{"minAvailable":1,"selector":{"matchLabels":{"app":"web"} } } }
                """),
            CancellationToken.None);
        budget["status"] = Sample.Parse(
            """{"observedGeneration":1,"disruptionsAllowed":0,"currentHealthy":1,"desiredHealthy":1,"expectedPods":1}""");
        await budgets.ReplaceAsync(budget, "status", null, CancellationToken.None);
        return budgets;
    }
}
