using System.Net;
using System.Text.Json.Nodes;
using Interlink.Kubernetes.Fake;
using Interlink.Kubernetes.Fake.Serving;
using Interlink.Kubernetes.Resources;
using Interlink.KubernetesSidecar.Tests.Scenes;

namespace Interlink.KubernetesSidecar.Tests.Life;

public sealed class PingTests
{
    [Fact]
    public async Task What_others_leave_on_the_selected_nodes_is_told_and_the_taints()
    {
        await using var scene = await Scene.StartAsync(
            """
            node_selector = {"pool": "batch"}
            taints = [{"key": "remote", "value": "yes", "effect": "NoSchedule"}]
            """,
            cluster =>
            {
                AddNode(cluster, "one", "batch");
                AddNode(cluster, "two", "batch", ready: "False");
                AddNode(cluster, "three", "other");
                AddPod(cluster, "busy", "one", "2", "");
                AddPod(cluster, "idle", "three", "2", "");
                AddPod(cluster, "own", "one", "1", """, "labels": {"interlink.io": "offloading", "interlink.io/source.pod_uid": "a1"}""");
            });
        var (code, text) = await scene.AskAsync("GET", "/status", new JsonArray());
        var ping = JsonNode.Parse(text)!;

        Assert.Equal(HttpStatusCode.OK, code);
        Assert.Equal("6", (string?)ping["resources"]!["cpu"]);
        Assert.Equal("32Gi", (string?)ping["resources"]!["memory"]);
        Assert.Equal("109", (string?)ping["resources"]!["pods"]);
        var gpu = Assert.Single((JsonArray)ping["resources"]!["accelerators"]!)!;
        Assert.Equal(("nvidia.com/gpu", "4"), ((string?)gpu["resourceType"], (string?)gpu["available"]));
        Assert.Equal("remote", (string?)Assert.Single((JsonArray)ping["taints"]!)!["key"]);
    }

    [Fact]
    public async Task Where_nodes_may_not_be_seen_the_configured_capacity_is_told()
    {
        await using var scene = await Scene.StartAsync(
            """capacity = {"cpu": "64", "memory": "256Gi", "pods": "100"}""",
            cluster => cluster.Add(new Fault("GET", "/nodes") { Code = 403, Times = int.MaxValue }));
        var ping = JsonNode.Parse((await scene.AskAsync("GET", "/status", new JsonArray())).Text)!;

        Assert.Equal("64", (string?)ping["resources"]!["cpu"]);
        Assert.Null(ping["taints"]);
    }

    private static void AddNode(FakeApiServer cluster, string name, string pool, string ready = "True")
    {
        cluster.Store.Add(ResourceTypes.Nodes, Json($$$"""{"metadata": {"name": "{{{name}}}", "labels": {"pool": "{{{pool}}}"} } }"""));
        cluster.Store.Change(ResourceTypes.Nodes, "", name, node => node["status"] = Json($$$"""
            {"allocatable": {"cpu": "8", "memory": "32Gi", "pods": "110", "nvidia.com/gpu": "4"}, "conditions": [{"type": "Ready", "status": "{{{ready}}}"}]}
            """));
    }

    private static void AddPod(FakeApiServer cluster, string name, string node, string cpu, string labels) => cluster.Store.Add(
        ResourceTypes.Pods,
        Json($$$"""
            {"metadata": {"name": "{{{name}}}", "namespace": "default"{{{labels}}}},
             "spec": {"nodeName": "{{{node}}}", "containers": [{"name": "main", "image": "a", "resources": {"requests": {"cpu": "{{{cpu}}}"} } }]}}
            """));

    private static JsonObject Json(string text) => (JsonObject)JsonNode.Parse(text)!;
}
