using System.Text.Json.Nodes;
using Interlink.Hosting.Tests.Hosts;
using Interlink.Kubernetes.Fake.Serving;
using Interlink.Kubernetes.Resources;
using Interlink.KubernetesSidecar.Tests.Scenes;

namespace Interlink.KubernetesSidecar.Tests.Life;

/// <summary>The program is killed amid its work: before a request to the remote cluster is done, or when it is done and not answered.</summary>
public sealed class KillTests
{
    private static readonly ResourceType[] Kinds =
        [ResourceTypes.Pods, ResourceTypes.ConfigMaps, ResourceTypes.Secrets, ResourceTypes.PersistentVolumeClaims];

    [Theory]
    [InlineData("/namespaces", false)]
    [InlineData("/namespaces", true)]
    [InlineData("/configmaps", false)]
    [InlineData("/configmaps", true)]
    [InlineData("/secrets", false)]
    [InlineData("/secrets", true)]
    [InlineData("/persistentvolumeclaims", false)]
    [InlineData("/persistentvolumeclaims", true)]
    [InlineData("/pods", false)]
    [InlineData("/pods", true)]
    public async Task A_create_is_done_once_by_the_next_run(string path, bool isDone)
    {
        await using var scene = await Scene.StartAsync();
        scene.Cluster.Add(DeathAt(scene, new Fault("POST") { PathEnd = path }, isDone));
        await Assert.ThrowsAsync<HttpRequestException>(() => scene.CreateAsync(Create()));
        await scene.StartSidecarAsync();
        await scene.CreateAsync(Create());

        foreach (var kind in Kinds)
            Assert.Single(scene.Cluster.Store.All(kind, LocalPod.RemoteNamespace));
        await scene.DeleteAsync();
        await NothingIsLeftAsync(scene);
    }

    [Theory]
    [InlineData("/pods", false)]
    [InlineData("/pods", true)]
    [InlineData("/configmaps", false)]
    [InlineData("/configmaps", true)]
    [InlineData("/secrets", false)]
    [InlineData("/secrets", true)]
    [InlineData("/persistentvolumeclaims", false)]
    [InlineData("/persistentvolumeclaims", true)]
    public async Task A_deletion_is_finished_by_the_next_run(string path, bool isDone)
    {
        await using var scene = await Scene.StartAsync();
        await scene.CreateAsync(Create());
        scene.Cluster.Add(DeathAt(scene, new Fault("DELETE", path), isDone));
        await scene.DeleteAsync();
        await Eventually.TrueAsync(() => scene.Sidecar.HasExited, "the program is killed");
        await scene.StartSidecarAsync();

        await NothingIsLeftAsync(scene);
        await scene.UntilAsync(ToldStatus.IsUnknown, "the pod is unknown");
    }

    private static Fault DeathAt(Scene scene, Fault request, bool isDone) =>
        request with { Cut = !isDone, CutAnswer = isDone, Meanwhile = () => scene.Sidecar.Kill() };

    private static JsonObject Create() => LocalPod.Create(LocalPod.Pod(metadata: LocalPod.NamesClaim), LocalPod.SourcesAndClaim);

    private static Task NothingIsLeftAsync(Scene scene) => Eventually.TrueAsync(
        () => Kinds.All(kind => scene.Cluster.Store.All(kind, LocalPod.RemoteNamespace).Count == 0), "nothing is left");
}
