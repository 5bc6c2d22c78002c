using System.Net;
using System.Text.Json.Nodes;
using Interlink.Kubernetes.Fake.Serving;
using Interlink.Kubernetes.Resources;
using Interlink.KubernetesSidecar.Tests.Scenes;

namespace Interlink.KubernetesSidecar.Tests.Life;

public sealed class CreationTests
{
    private const string TwoSources = """
        {"configMaps": [{"metadata": {"name": "settings", "namespace": "shop", "uid": "u-1"}, "data": {"a": "1"}}],
         "secrets": [{"metadata": {"name": "key", "namespace": "shop", "uid": "u-2"}, "type": "Opaque", "data": {"k": "cw=="}}]}
        """;

    [Fact]
    public async Task A_pod_gets_its_namespace_its_sources_and_its_marks()
    {
        await using var scene = await Scene.StartAsync();
        var answer = await scene.CreateAsync(LocalPod.Create(volumes: TwoSources));

        var pod = scene.Remote()!;
        Assert.Equal(LocalPod.Uid, (string?)answer["PodUID"]);
        Assert.Equal((string?)pod["metadata"]!["uid"], (string?)answer["PodJID"]);
        Assert.Equal("offloading", (string?)pod["metadata"]!["labels"]!["interlink.io"]);
        Assert.Equal(LocalPod.Uid, (string?)pod["metadata"]!["labels"]!["interlink.io/source.pod_uid"]);
        Assert.Equal("web", (string?)pod["metadata"]!["annotations"]!["interlink.io/source.name"]);
        Assert.Equal("shop", (string?)pod["metadata"]!["annotations"]!["interlink.io/source.namespace"]);
        Assert.Equal("1", (string?)scene.Remote(ResourceTypes.ConfigMaps, "settings-" + LocalPod.Uid)!["data"]!["a"]);
        Assert.Equal("cw==", (string?)scene.Remote(ResourceTypes.Secrets, "key-" + LocalPod.Uid)!["data"]!["k"]);
        var space = scene.Cluster.Store.Find(ResourceTypes.Namespaces, "", LocalPod.RemoteNamespace)!;
        Assert.Equal("offloading", (string?)space["metadata"]!["labels"]!["interlink.io"]);
    }

    [Fact]
    public async Task A_create_reads_nothing()
    {
        await using var scene = await Scene.StartAsync(prepare: AddNamespace);
        await scene.UntilSyncedAsync();
        var before = scene.Cluster.Requests.Count;
        await scene.CreateAsync(LocalPod.Create(volumes: TwoSources));

        Assert.Equal(["POST", "POST", "POST"], scene.Cluster.Requests.Skip(before).Select(request => request.Method));
    }

    [Fact]
    public async Task A_second_create_of_a_pod_answers_with_the_first()
    {
        await using var scene = await Scene.StartAsync();
        var first = await scene.CreateAsync();
        var second = await scene.CreateAsync();

        Assert.True(JsonNode.DeepEquals(first, second));
        Assert.Single(scene.Cluster.Store.All(ResourceTypes.Pods));
    }

    [Fact]
    public async Task Creates_of_one_pod_at_once_make_one_pod()
    {
        await using var scene = await Scene.StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => scene.CreateAsync()));

        Assert.Single(answers.Select(answer => answer.ToJsonString()).Distinct());
        Assert.Single(scene.Cluster.Store.All(ResourceTypes.Pods));
    }

    [Fact]
    public async Task A_create_whose_answer_was_lost_finds_its_pod()
    {
        await using var scene = await Scene.StartAsync(prepare: AddNamespace);
        scene.Cluster.Add(new Fault("POST", "/pods") { CutAnswer = true });
        var answer = await scene.CreateAsync();

        Assert.Equal((string?)scene.Remote()!["metadata"]!["uid"], (string?)answer["PodJID"]);
        Assert.Single(scene.Cluster.Store.All(ResourceTypes.Pods));
    }

    [Fact]
    public async Task A_pod_made_before_a_restart_is_found_by_the_next_create()
    {
        await using var scene = await Scene.StartAsync();
        var first = await scene.CreateAsync(LocalPod.Create(volumes: TwoSources));
        scene.Sidecar.Kill();
        await scene.StartSidecarAsync();
        var second = await scene.CreateAsync(LocalPod.Create(volumes: TwoSources));

        Assert.True(JsonNode.DeepEquals(first, second));
    }

    [Fact]
    public async Task A_refusal_is_told_in_the_remote_clusters_words_and_leaves_nothing()
    {
        await using var scene = await Scene.StartAsync(prepare: AddNamespace);
        scene.Cluster.Add(new Fault("POST", "/pods") { Code = 403, Reason = "Forbidden" });
        var (code, text) = await scene.AskAsync("POST", "/create", LocalPod.Create(volumes: TwoSources));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, code);
        Assert.Contains("ordered by the test: 403", text, StringComparison.Ordinal);
        Assert.Empty(scene.Cluster.Store.All(ResourceTypes.ConfigMaps, LocalPod.RemoteNamespace));
        Assert.Empty(scene.Cluster.Store.All(ResourceTypes.Secrets, LocalPod.RemoteNamespace));
    }

    [Fact]
    public async Task A_throttled_create_waits_as_long_as_it_is_told()
    {
        await using var scene = await Scene.StartAsync(prepare: AddNamespace);
        scene.Cluster.Add(new Fault("POST", "/pods") { Code = 429, RetryAfterSeconds = 2 });
        var start = TimeProvider.System.GetTimestamp();
        await scene.CreateAsync();

        Assert.True(TimeProvider.System.GetElapsedTime(start) >= TimeSpan.FromSeconds(1.9));
        Assert.Equal(2, scene.Cluster.Requests.Count(request => request.Method == "POST" && request.Path.EndsWith("/pods", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_foreign_object_of_the_same_name_is_left_alone()
    {
        await using var scene = await Scene.StartAsync(prepare: cluster => cluster.Store.Add(ResourceTypes.Secrets, (JsonObject)JsonNode.Parse(
            $$$"""{"metadata": {"name": "key-{{{LocalPod.Uid}}}", "namespace": "offloading-shop"}, "data": {"k": "eA=="}}""")!));
        var (code, text) = await scene.AskAsync("POST", "/create", LocalPod.Create(volumes: TwoSources));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, code);
        Assert.Contains("is not of this pod", text, StringComparison.Ordinal);
        Assert.Equal("eA==", (string?)scene.Remote(ResourceTypes.Secrets, "key-" + LocalPod.Uid)!["data"]!["k"]);
    }

    [Fact]
    public async Task A_namespace_that_is_not_served_is_refused_without_a_call()
    {
        await using var scene = await Scene.StartAsync("namespaces = [\"offloading-lab\"]");
        var (code, text) = await scene.AskAsync("POST", "/create", LocalPod.Create());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, code);
        Assert.Contains("offloading.namespaces does not have offloading-shop", text, StringComparison.Ordinal);
        Assert.DoesNotContain(scene.Cluster.Requests, request => request.Method == "POST");
        Assert.All(scene.Cluster.Requests, request => Assert.StartsWith("/api/v1/namespaces/offloading-lab/", request.Path, StringComparison.Ordinal));
    }

    private static void AddNamespace(Interlink.Kubernetes.Fake.FakeApiServer cluster) => cluster.Store.Add(
        ResourceTypes.Namespaces, new JsonObject { ["metadata"] = new JsonObject { ["name"] = LocalPod.RemoteNamespace } });
}
