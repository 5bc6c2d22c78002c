using Interlink.Hosting.Health;
using Interlink.Hosting.Pods;
using Interlink.Hosting.Services;
using Interlink.KubernetesSidecar.Cluster;
using Interlink.KubernetesSidecar.Configuration;
using Interlink.KubernetesSidecar.Logs;
using Interlink.KubernetesSidecar.Ping;
using Interlink.KubernetesSidecar.Pods;
using Interlink.KubernetesSidecar.State;
using Interlink.KubernetesSidecar.Sweeping;
using Interlink.KubernetesSidecar.Translation;
using Interlink.KubernetesSidecar.Watching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interlink.KubernetesSidecar.Startup;

/// <summary>Puts the sidecar's parts together.</summary>
internal static class SidecarServices
{
    public static void Add(IServiceCollection services, SidecarOptions options, StateFolder state)
    {
        services.AddSingleton(options);
        services.AddSingleton(state);
        services.AddLogger<RemoteCluster>().AddSingleton(provider =>
            RemoteCluster.Open(options, ProgramVersion.Text, provider.GetRequiredService<ILogger<RemoteCluster>>()));
        services.AddSingleton(new PodTranslator(options, state.Instance));
        services.AddSingleton<PodMemory>();
        services.AddSingleton<CreationsUnderWay>();
        services.AddLogger<DeletionFiles>().AddSingleton<DeletionFiles>();
        services.AddLogger<PodWatch>().AddSingleton<PodWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<PodWatch>());
        services.AddSingleton<IReadinessCheck>(provider => provider.GetRequiredService<PodWatch>());
        services.AddLogger<DeletionWork>().AddSingleton<DeletionWork>();
        services.AddHostedService(provider => provider.GetRequiredService<DeletionWork>());
        services.AddLogger<OrphanSweep>().AddSingleton<OrphanSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<OrphanSweep>());
        services.AddLogger<PodCreation>().AddSingleton<PodCreation>();
        services.AddSingleton<PodDeletion>();
        services.AddSingleton<PodLogs>();
        services.AddLogger<PingReader>().AddSingleton<PingReader>();
        services.AddSingleton<IPodBackend, KubernetesPodBackend>();
    }
}
