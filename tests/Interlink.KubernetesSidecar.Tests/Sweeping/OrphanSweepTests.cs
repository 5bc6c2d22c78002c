using System.Text.Json.Nodes;
using Interlink.Hosting.Pods;
using Interlink.Hosting.Tests.Hosts;
using Interlink.Kubernetes.Fake;
using Interlink.Kubernetes.Fake.Serving;
using Interlink.Kubernetes.Resources;
using Interlink.KubernetesSidecar.Configuration;
using Interlink.KubernetesSidecar.Naming;
using Interlink.KubernetesSidecar.Startup;
using Interlink.KubernetesSidecar.State;
using Interlink.KubernetesSidecar.Sweeping;
using Interlink.KubernetesSidecar.Tests.Scenes;
using Interlink.KubernetesSidecar.Watching;
using Interlink.Protocol.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.KubernetesSidecar.Tests.Sweeping;

/// <summary>The sidecar's parts in this process, for nobody waits five minutes for a sweep.</summary>
public sealed class OrphanSweepTests : IAsyncLifetime
{
    private const string Volumes = """{"configMaps": [{"metadata": {"name": "settings", "namespace": "shop"}, "data": {"a": "1"}}]}""";
    private readonly string folder = Directory.CreateTempSubdirectory("ko").FullName;
    private FakeApiServer cluster = null!;

    public async Task InitializeAsync() => cluster = await FakeApiServer.StartAsync();

    public async Task DisposeAsync()
    {
        await cluster.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private int ConfigMaps => cluster.Store.All(ResourceTypes.ConfigMaps, LocalPod.RemoteNamespace).Count;

    [Fact]
    public async Task What_is_without_a_pod_goes_when_it_is_found_so_twice()
    {
        await LeaveAnOrphanAsync();
        await using var parts = await StartAsync();
        var sweep = parts.GetRequiredService<OrphanSweep>();
        await sweep.SweepAsync(CancellationToken.None);
        Assert.Equal(1, ConfigMaps);
        await sweep.SweepAsync(CancellationToken.None);
        Assert.Equal(0, ConfigMaps);
    }

    [Fact]
    public async Task What_has_a_pod_or_belongs_to_others_stays()
    {
        await using (var first = await StartAsync())
            await CreateAsync(first);
        Add("others", label: "another-instance");
        Add("nobodys", label: null);
        await using var parts = await StartAsync();
        await SweepTwiceAsync(parts);
        Assert.Equal(3, ConfigMaps);
    }

    [Fact]
    public async Task During_an_outage_nothing_counts_as_without_a_pod()
    {
        await LeaveAnOrphanAsync();
        cluster.Add(new Fault("GET", "/pods") { Code = 503, Times = int.MaxValue });
        await using var parts = Parts();
        await parts.GetRequiredService<PodWatch>().StartAsync(CancellationToken.None);
        await SweepTwiceAsync(parts);
        Assert.Equal(1, ConfigMaps);
    }

    private static async Task SweepTwiceAsync(ServiceProvider parts)
    {
        var sweep = parts.GetRequiredService<OrphanSweep>();
        await sweep.SweepAsync(CancellationToken.None);
        await sweep.SweepAsync(CancellationToken.None);
    }

    /// <summary>The pod goes while no sidecar runs: the next one hears nothing of it.</summary>
    private async Task LeaveAnOrphanAsync()
    {
        await using var first = await StartAsync();
        await CreateAsync(first);
        await first.GetRequiredService<PodWatch>().StopAsync(CancellationToken.None);
        cluster.Store.Remove(ResourceTypes.Pods, LocalPod.RemoteNamespace, LocalPod.RemoteName);
        Assert.Equal(1, ConfigMaps);
    }

    private static async Task CreateAsync(ServiceProvider parts) => await parts.GetRequiredService<IPodBackend>()
        .CreateAsync(CreateRequest.Parse(LocalPod.Create(volumes: Volumes)), CancellationToken.None);

    private void Add(string name, string? label)
    {
        var labels = new JsonObject { [SourceMarks.OffloadingLabel] = SourceMarks.Offloading, [SourceMarks.PodUidLabel] = "gone" };
        if (label is not null)
            labels[SourceMarks.InstanceLabel] = label;
        cluster.Store.Add(ResourceTypes.ConfigMaps, new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = LocalPod.RemoteNamespace, ["labels"] = labels },
        });
    }

    private async Task<ServiceProvider> StartAsync()
    {
        var parts = Parts();
        var watch = parts.GetRequiredService<PodWatch>();
        await watch.StartAsync(CancellationToken.None);
        await watch.FirstAnswerAsync(Eventually.Patience, CancellationToken.None);
        return parts;
    }

    private ServiceProvider Parts()
    {
        var kubeConfig = Path.Combine(folder, "kubeconfig");
        File.WriteAllText(kubeConfig, cluster.KubeConfig);
        var config = Path.Combine(folder, "config.ini");
        File.WriteAllText(config, $"[k8s]\nkubeconfig_path = {kubeConfig}\n[offloading]\nnamespace_prefix = offloading\n");
        var options = SidecarOptionsLoader.Load(config, new Dictionary<string, string>()).Options!;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        SidecarServices.Add(services, options, StateFolder.Open(Path.Combine(folder, "state"), null));
        return services.BuildServiceProvider();
    }
}
