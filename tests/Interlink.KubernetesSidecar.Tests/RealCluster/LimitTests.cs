using System.Net;
using System.Text.Json.Nodes;
using Interlink.Kubernetes.Resources;
using Interlink.KubernetesSidecar.Tests.Scenes;

namespace Interlink.KubernetesSidecar.Tests.RealCluster;

/// <summary>What a cluster refuses, refused by a cluster: the pod's author reads why.</summary>
public sealed class LimitTests(RealClusterBed bed) : IClassFixture<RealClusterBed>
{
    private const string Settings = """{"configMaps": [{"metadata": {"name": "settings", "namespace": "shop"}, "data": {"a": "1"}}]}""";

    private static readonly ResourceType Quotas = new("", "v1", "resourcequotas", "ResourceQuota");
    private static readonly ResourceType Ranges = new("", "v1", "limitranges", "LimitRange");

    [RealFact]
    public async Task A_quota_that_is_used_up_is_the_pods_message()
    {
        await using var scene = await StartAsync();
        // The amounts that count are those of the status, which a controller would write.
        _ = await scene.Objects(Quotas).CreateAsync(Parse("""{"metadata": {"name": "quota"}, "spec": {"hard": {"pods": "0"}}}"""), CancellationToken.None);
        _ = await scene.Objects(Quotas).PatchAsync(
            "quota", Patch.Merge(Parse("""{"status": {"hard": {"pods": "0"}, "used": {"pods": "0"}}}""")), "status", null, CancellationToken.None);

        await RefusedAsync(scene, LocalPod.Pod(), "exceeded quota: quota");
    }

    [RealFact]
    public async Task A_limit_range_that_is_passed_is_the_pods_message()
    {
        await using var scene = await StartAsync();
        _ = await scene.Objects(Ranges).CreateAsync(
            Parse("""{"metadata": {"name": "range"}, "spec": {"limits": [{"type": "Container", "max": {"memory": "1Gi"}}]}}"""), CancellationToken.None);
        var pod = LocalPod.Pod(spec: """{"containers": [{"name": "main", "image": "busybox", "resources": {"limits": {"memory": "2Gi"}}}]}""");

        await RefusedAsync(scene, pod, "maximum memory usage per Container is 1Gi");
    }

    [RealFact]
    public async Task A_pod_that_breaks_the_clusters_rules_is_told_which()
    {
        await using var scene = await StartAsync();

        await RefusedAsync(scene, LocalPod.Pod(spec: """{"restartPolicy": "Sometimes"}"""), "spec.restartPolicy");
    }

    private async Task<RealScene> StartAsync()
    {
        var scene = await RealScene.WithRoleAsync(bed.Server, DocumentedRules.Read());
        await scene.StartSidecarAsync();
        return scene;
    }

    private static async Task RefusedAsync(RealScene scene, JsonObject pod, string words)
    {
        var (code, text) = await scene.AskAsync("POST", "/create", LocalPod.Create(pod, Settings));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, code);
        Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.Null(await scene.PodAsync());
        Assert.Null(await scene.Objects(ResourceTypes.ConfigMaps).FindAsync("settings-" + LocalPod.Uid, CancellationToken.None));
    }

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;
}
