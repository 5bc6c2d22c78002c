using System.Text.Json.Nodes;
using Interlink.Hosting.Tests.Hosts;
using Interlink.Kubernetes.Fake;
using Interlink.Kubernetes.Resources;

namespace Interlink.KubernetesSidecar.Tests.Scenes;

/// <summary>A remote cluster in this process, and the program before it.</summary>
internal sealed class Scene : SidecarScene
{
    private Scene(FakeApiServer cluster, Transport transport, string settings)
        : base(transport, $"namespace_prefix = offloading\n{settings}")
    {
        Cluster = cluster;
        WriteKubeConfig();
    }

    public FakeApiServer Cluster { get; }

    /// <summary>Starts both.</summary>
    /// <param name="settings">Lines at the end of the configuration, in the section <c>offloading</c> at first.</param>
    /// <param name="prepare">What happens to the cluster before the program starts.</param>
    /// <param name="transport">How the program is asked.</param>
    public static async Task<Scene> StartAsync(string settings = "", Action<FakeApiServer>? prepare = null, Transport transport = Transport.Unix)
    {
        var cluster = await FakeApiServer.StartAsync();
        prepare?.Invoke(cluster);
        var scene = new Scene(cluster, transport, settings);
        await scene.StartSidecarAsync();
        return scene;
    }

    /// <summary>Waits until the watch runs, so that what is counted afterwards is not its beginning.</summary>
    public async Task UntilSyncedAsync()
    {
        await StatusAsync();
        await Eventually.TrueAsync(() => Cluster.Watches > 0, "the watch runs");
    }

    public void WriteKubeConfig() => WriteKubeConfig(Cluster.KubeConfig);

    public JsonObject? Remote(ResourceType? type = null, string name = LocalPod.RemoteName) =>
        Cluster.Store.Find(type ?? ResourceTypes.Pods, LocalPod.RemoteNamespace, name);

    /// <summary>Does what a kubelet would.</summary>
    public void Report(string status) => Cluster.Store.Change(
        ResourceTypes.Pods, LocalPod.RemoteNamespace, LocalPod.RemoteName, pod => pod["status"] = JsonNode.Parse(status));

    public void ReportRunning() => Report(RemoteStatus.Running);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Cluster.DisposeAsync();
    }
}
