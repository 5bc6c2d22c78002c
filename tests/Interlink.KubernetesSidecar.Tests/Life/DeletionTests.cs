using System.Net;
using Interlink.Hosting.Tests.Hosts;
using Interlink.Kubernetes.Fake.Serving;
using Interlink.Kubernetes.Resources;
using Interlink.KubernetesSidecar.Tests.Scenes;

namespace Interlink.KubernetesSidecar.Tests.Life;

public sealed class DeletionTests
{
    private const string Volumes = """
        {"configMaps": [{"metadata": {"name": "settings", "namespace": "shop"}, "data": {"a": "1"}}],
         "secrets": [{"metadata": {"name": "key", "namespace": "shop"}, "data": {"k": "cw=="}}],
         "persistentVolumeClaims": [
          {"metadata": {"name": "scratch", "namespace": "shop", "annotations": {"interlink.io/pvc-retention-policy": "delete"}}, "spec": {}},
          {"metadata": {"name": "data", "namespace": "shop"}, "spec": {}}]}
        """;

    private const string Claims = """{"annotations": {"interlink.io/remote-pvc": "scratch,data"}}""";

    [Fact]
    public async Task What_was_made_for_a_pod_goes_with_it_and_claims_as_their_policy_says()
    {
        await using var scene = await Scene.StartAsync();
        await scene.CreateAsync(LocalPod.Create(LocalPod.Pod(metadata: Claims), Volumes));
        Assert.Equal(2, scene.Cluster.Store.All(ResourceTypes.PersistentVolumeClaims).Count);
        await scene.DeleteAsync();

        await Eventually.TrueAsync(() => scene.Remote() is null && scene.Remote(ResourceTypes.PersistentVolumeClaims, "scratch") is null, "all is gone");
        Assert.Empty(scene.Cluster.Store.All(ResourceTypes.ConfigMaps, LocalPod.RemoteNamespace));
        Assert.Empty(scene.Cluster.Store.All(ResourceTypes.Secrets, LocalPod.RemoteNamespace));
        Assert.NotNull(scene.Remote(ResourceTypes.PersistentVolumeClaims, "data"));
    }

    [Fact]
    public async Task A_deletion_during_an_outage_is_done_after_it_even_by_the_next_run()
    {
        await using var scene = await Scene.StartAsync();
        await scene.CreateAsync();
        scene.Cluster.Add(new Fault("DELETE") { Code = 503, Times = int.MaxValue });
        scene.Cluster.Add(new Fault("GET", "/pods") { Code = 503, Times = int.MaxValue });
        await scene.DeleteAsync();
        Assert.NotNull(scene.Remote());
        scene.Sidecar.Kill();
        scene.Cluster.Heal();
        await scene.StartSidecarAsync();

        await Eventually.TrueAsync(() => scene.Remote() is null, "the pod is gone");
    }

    [Fact]
    public async Task A_pod_that_is_to_go_cannot_be_made_again()
    {
        await using var scene = await Scene.StartAsync();
        await scene.CreateAsync();
        scene.Cluster.Add(new Fault("DELETE") { Code = 503, Times = int.MaxValue });
        await scene.DeleteAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await scene.AskAsync("POST", "/create", LocalPod.Create())).Code);
    }

    [Fact]
    public async Task A_deleted_pod_is_unknown_afterwards()
    {
        await using var scene = await Scene.StartAsync();
        await scene.CreateAsync();
        await scene.DeleteAsync();

        await scene.UntilAsync(ToldStatus.IsUnknown, "the pod is unknown");
    }

    [Theory]
    [InlineData("../etc")]
    [InlineData("")]
    public async Task A_UID_that_is_a_path_is_refused(string uid)
    {
        await using var scene = await Scene.StartAsync();
        var pod = LocalPod.Pod();
        pod["metadata"]!["uid"] = uid;

        Assert.Equal(HttpStatusCode.BadRequest, (await scene.AskAsync("POST", "/delete", pod)).Code);
    }
}
