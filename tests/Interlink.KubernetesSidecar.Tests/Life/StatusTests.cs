using System.Net;
using System.Text.Json.Nodes;
using Interlink.Hosting.Tests.Hosts;
using Interlink.Kubernetes.Fake.Serving;
using Interlink.Kubernetes.Resources;
using Interlink.KubernetesSidecar.Tests.Scenes;

namespace Interlink.KubernetesSidecar.Tests.Life;

public sealed class StatusTests
{
    [Fact]
    public async Task A_change_in_the_remote_cluster_is_seen_and_no_question_asks_it()
    {
        await using var scene = await Scene.StartAsync();
        await scene.CreateAsync();
        await scene.UntilAsync(status => ToldStatus.State(status) is { } state && state["waiting"] is not null, "the container waits");
        var before = scene.Cluster.Requests.Count;
        scene.ReportRunning();
        await scene.UntilAsync(ToldStatus.IsRunning, "the container runs");

        Assert.Equal(before, scene.Cluster.Requests.Count);
        Assert.Equal("2026-01-02T03:04:05Z", (string?)ToldStatus.State(await scene.StatusAsync())["running"]!["startedAt"]);
    }

    [Fact]
    public async Task Init_containers_are_told_and_sidecars_apart_from_them()
    {
        await using var scene = await Scene.StartAsync();
        await scene.CreateAsync(LocalPod.Create(LocalPod.Pod("""
            {"initContainers": [{"name": "first", "image": "a"}, {"name": "proxy", "image": "b", "restartPolicy": "Always"}]}
            """)));
        scene.Report("""
            {"phase": "Pending", "initContainerStatuses": [
              {"name": "first", "state": {"terminated": {"exitCode": 0, "reason": "Completed"}}},
              {"name": "proxy", "state": {"running": {"startedAt": "2026-01-02T03:04:05Z"}}}]}
            """);
        await scene.UntilAsync(status => status["sidecarContainers"]?[0]?["state"]?["running"] is not null, "the sidecar runs");

        var status = await scene.StatusAsync();
        Assert.Equal("first", (string?)Assert.Single((JsonArray)status["initContainers"]!)!["name"]);
        Assert.Equal("main", (string?)Assert.Single((JsonArray)status["containers"]!)!["name"]);
    }

    [Fact]
    public async Task A_pod_whose_init_container_failed_has_ended_containers()
    {
        await using var scene = await Scene.StartAsync();
        await scene.CreateAsync(LocalPod.Create(LocalPod.Pod("""{"restartPolicy": "Never", "initContainers": [{"name": "first", "image": "a"}]}""")));
        scene.Report("""
            {"phase": "Failed", "initContainerStatuses": [{"name": "first", "state": {"terminated": {"exitCode": 7}}}],
             "containerStatuses": [{"name": "main", "state": {"waiting": {"reason": "PodInitializing"}}}]}
            """);

        await scene.UntilAsync(status => ToldStatus.HasEnded(status, 7), "the container has ended");
    }

    [Fact]
    public async Task A_pod_without_a_node_says_why()
    {
        await using var scene = await Scene.StartAsync();
        await scene.CreateAsync();
        scene.Report("""
            {"phase": "Pending", "conditions": [{"type": "PodScheduled", "status": "False", "reason": "Unschedulable", "message": "0/3 nodes are available"}]}
            """);

        await scene.UntilAsync(status => (string?)ToldStatus.State(status)["waiting"]?["message"] == "0/3 nodes are available", "the reason is told");
    }

    [Fact]
    public async Task A_pod_that_somebody_deleted_in_the_remote_cluster_has_been_killed()
    {
        await using var scene = await Scene.StartAsync();
        await scene.CreateAsync();
        scene.Cluster.Store.Remove(ResourceTypes.Pods, LocalPod.RemoteNamespace, LocalPod.RemoteName);

        await scene.UntilAsync(status => (string?)ToldStatus.State(status)["terminated"]?["reason"] == "RemotePodDeleted", "the loss is told");
    }

    [Fact]
    public async Task During_an_outage_the_last_state_stays_and_only_the_ping_fails()
    {
        await using var scene = await Scene.StartAsync();
        await scene.CreateAsync();
        scene.ReportRunning();
        await scene.UntilAsync(ToldStatus.IsRunning, "the container runs");
        scene.Cluster.Add(new Fault { Code = 503, Times = int.MaxValue });
        scene.Cluster.CutWatches();
        await Eventually.TrueAsync(async () => (await scene.AskAsync("GET", "/status", new JsonArray())).Code == HttpStatusCode.ServiceUnavailable, "the ping fails");
        Assert.NotNull(ToldStatus.State(await scene.StatusAsync())["running"]);

        scene.Cluster.Heal();
        await Eventually.TrueAsync(async () => (await scene.AskAsync("GET", "/status", new JsonArray())).Code == HttpStatusCode.OK, "the ping succeeds");
        scene.Report("""{"phase": "Succeeded", "containerStatuses": [{"name": "main", "state": {"terminated": {"exitCode": 0}}}]}""");
        await scene.UntilAsync(status => ToldStatus.HasEnded(status, 0), "the end is seen");
    }

    [Fact]
    public async Task Whatever_becomes_of_the_watch_changes_are_seen()
    {
        await using var scene = await Scene.StartAsync();
        await scene.CreateAsync();
        scene.Cluster.ExpireWatches();
        scene.ReportRunning();

        await scene.UntilAsync(ToldStatus.IsRunning, "the container runs");
    }

    [Fact]
    public async Task A_token_that_was_renewed_on_disk_is_used()
    {
        await using var scene = await Scene.StartAsync(prepare: cluster => cluster.Token = "first");
        await scene.CreateAsync();
        scene.Cluster.Token = "second";
        scene.WriteKubeConfig();
        scene.Cluster.CutWatches();
        scene.ReportRunning();

        await scene.UntilAsync(ToldStatus.IsRunning, "the container runs");
        Assert.DoesNotContain("first", scene.Sidecar.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("second", scene.Sidecar.Log, StringComparison.Ordinal);
    }
}
