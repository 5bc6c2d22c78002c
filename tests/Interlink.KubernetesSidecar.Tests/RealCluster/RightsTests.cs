using System.Net;
using System.Text.Json.Nodes;
using Interlink.Hosting.Tests.Hosts;
using Interlink.Kubernetes.Resources;
using Interlink.KubernetesSidecar.Tests.Scenes;

namespace Interlink.KubernetesSidecar.Tests.RealCluster;

/// <summary>What the documentation says of rights, before an API server that checks them.</summary>
public sealed class RightsTests(RealClusterBed bed) : IClassFixture<RealClusterBed>
{
    [RealFact]
    public async Task The_documented_Role_is_enough_for_a_pods_life()
    {
        await using var scene = await RealScene.WithRoleAsync(bed.Server, DocumentedRules.Read());
        await scene.StartSidecarAsync();
        await LiveAsync(scene);

        Assert.Equal("64", (string?)(await PingAsync(scene))["resources"]!["cpu"]);
    }

    [RealFact]
    public async Task The_documented_ClusterRole_makes_namespaces_and_sees_what_is_free()
    {
        var rules = DocumentedRules.Read();
        rules.Add(DocumentedRules.Rule("namespaces", "create"));
        rules.Add(DocumentedRules.Rule("nodes", "list"));
        await using var scene = await RealScene.WithClusterRoleAsync(bed.Server, rules);
        _ = await scene.Objects(ResourceTypes.Nodes).CreateAsync((JsonObject)JsonNode.Parse("""
            {"metadata": {"name": "one"}, "status": {"allocatable": {"cpu": "8", "memory": "32Gi", "pods": "110"},
             "conditions": [{"type": "Ready", "status": "True"}]}}
            """)!, CancellationToken.None);
        await scene.StartSidecarAsync();
        await LiveAsync(scene);

        Assert.Equal("8", (string?)(await PingAsync(scene))["resources"]!["cpu"]);
    }

    [RealFact]
    public async Task Without_claims_their_rights_are_not_needed()
    {
        var rules = DocumentedRules.Read();
        DocumentedRules.Remove(rules[2]!, "resources", "persistentvolumeclaims");
        await using var scene = await RealScene.WithRoleAsync(bed.Server, rules);
        await scene.StartSidecarAsync();
        await scene.CreateAsync();
        await scene.DeleteAsync();

        await Eventually.TrueAsync(async () => await scene.PodAsync() is null, "the pod is gone");
    }

    [RealFact]
    public async Task A_right_that_is_missing_is_told_in_the_servers_words_and_leaves_nothing()
    {
        var rules = DocumentedRules.Read();
        DocumentedRules.Remove(rules[0]!, "verbs", "create");
        await using var scene = await RealScene.WithRoleAsync(bed.Server, rules);
        await scene.StartSidecarAsync();
        var (code, text) = await scene.AskAsync("POST", "/create", LocalPod.Create(LocalPod.Pod(metadata: LocalPod.NamesClaim), LocalPod.SourcesAndClaim));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, code);
        Assert.Contains("cannot create resource", text, StringComparison.Ordinal);
        await NothingIsLeftAsync(scene);
    }

    [RealFact]
    public async Task A_token_that_ended_fails_creates_and_no_pod_until_a_new_one_is_in_the_kubeconfig()
    {
        await using var scene = await RealScene.WithRoleAsync(bed.Server, DocumentedRules.Read());
        await scene.StartSidecarAsync();
        await scene.CreateAsync();
        await scene.ReportAsync(RemoteStatus.Running);
        await scene.UntilAsync(ToldStatus.IsRunning, "the pod runs");
        await scene.RevokeAsync();
        await Eventually.TrueAsync(async () => (await CreateAnotherAsync(scene)).Code != HttpStatusCode.OK, "the token has ended");
        Assert.True(ToldStatus.IsRunning(await scene.StatusAsync()));
        await scene.RenewAsync();

        await Eventually.TrueAsync(async () => (await CreateAnotherAsync(scene)).Code == HttpStatusCode.OK, "the new token is used");
        Assert.True(ToldStatus.IsRunning(await scene.StatusAsync()));
    }

    private static async Task LiveAsync(RealScene scene)
    {
        var request = LocalPod.Create(LocalPod.Pod(metadata: LocalPod.NamesClaim), LocalPod.SourcesAndClaim);
        var first = await scene.CreateAsync(request);
        Assert.True(JsonNode.DeepEquals(first, await scene.CreateAsync(request)));
        await scene.ReportAsync(RemoteStatus.Failed);
        await scene.UntilAsync(status => ToldStatus.HasEnded(status, 3), "the exit code is told");
        var (_, log) = await scene.AskAsync("GET", "/getLogs", LocalPod.Log());
        Assert.DoesNotContain("cannot get resource", log, StringComparison.Ordinal);
        await scene.DeleteAsync();
        await NothingIsLeftAsync(scene);
    }

    private static async Task NothingIsLeftAsync(RealScene scene)
    {
        foreach (var type in new[] { ResourceTypes.Pods, ResourceTypes.Secrets, ResourceTypes.ConfigMaps, ResourceTypes.PersistentVolumeClaims })
        {
            await Eventually.TrueAsync(
                async () => (await scene.Objects(type).ListAsync(new ListOptions { LabelSelector = "interlink.io=offloading" }, CancellationToken.None))
                    .Items.All(left => left["metadata"]!["deletionTimestamp"] is not null),
                $"no {type.Plural} are left");
        }
    }

    private static async Task<JsonNode> PingAsync(RealScene scene) => JsonNode.Parse((await scene.AskAsync("GET", "/status", new JsonArray())).Text)!;

    /// <summary>A pod that was never there, so that the server has to be asked.</summary>
    private static Task<(HttpStatusCode Code, string Text)> CreateAnotherAsync(RealScene scene)
    {
        var pod = LocalPod.Pod(metadata: $$"""{"uid": "{{Guid.NewGuid()}}"}""");
        return scene.AskAsync("POST", "/create", LocalPod.Create(pod));
    }
}
