using Interlink.Kubernetes;
using Interlink.Kubernetes.Access;
using Interlink.Kubernetes.Resources;
using Interlink.KubernetesSidecar.Cluster;
using Interlink.KubernetesSidecar.Configuration;
using Interlink.KubernetesSidecar.Naming;
using Interlink.KubernetesSidecar.Pods;
using Interlink.KubernetesSidecar.State;
using Interlink.KubernetesSidecar.Translation;
using Interlink.KubernetesSidecar.Watching;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interlink.KubernetesSidecar.Sweeping;

/// <summary>
/// Takes away config maps and secrets that this sidecar made for pods that never came to be: it was killed in mid-create and nobody asked
/// again. Only what two sweeps in a row find without a pod goes, and nothing that another instance has made.
/// </summary>
internal sealed partial class OrphanSweep(
    RemoteCluster cluster,
    SidecarOptions options,
    StateFolder state,
    PodWatch watch,
    PodMemory memory,
    DeletionFiles deletions,
    CreationsUnderWay underWay,
    TimeProvider clock,
    ILogger<OrphanSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);
    private HashSet<string> suspects = new(StringComparer.Ordinal);

    /// <summary>Looks once; what was suspect the last time and still is goes.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        // What is not known of pods now says nothing of their objects.
        if (watch.Outage is not null)
            return;
        var now = new HashSet<string>(StringComparer.Ordinal);
        foreach (var space in options.Namespaces.Count > 0 ? [.. options.Namespaces] : new string?[] { null })
        {
            foreach (var kind in new[] { ObjectKinds.ConfigMap, ObjectKinds.Secret })
                await SweepAsync(kind, space, now, cancellationToken);
        }
        foreach (var pod in memory.All.Where(pod => !pod.Gone && !watch.Sees(pod)))
        {
            // It came and went while nobody watched.
            if (suspects.Contains(pod.Uid))
                memory.Lose(pod.Uid, pod.SourceUid);
            else
                _ = now.Add(pod.Uid);
        }
        suspects = now;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is KubernetesException or KubeConfigException)
            {
                LogFailed(failure.Message);
            }
        }
    }

    private async Task SweepAsync(ObjectKinds kind, string? space, HashSet<string> now, CancellationToken cancellationToken)
    {
        var which = new ListOptions { LabelSelector = $"{SourceMarks.Selector},{SourceMarks.InstanceLabel}={state.Instance}" };
        var list = await cluster.Of(kind, space).ListAsync(which, RemoteTrace.Read, cancellationToken);
        foreach (var found in list.Items)
        {
            if (HasPod(found.PodUid))
                continue;
            _ = now.Add(found.Uid);
            if (!suspects.Contains(found.Uid))
                continue;
            _ = await cluster.Of(kind, found.Namespace).DeleteIfThereAsync(found.Name, new DeleteOptions { Uid = found.Uid }, cancellationToken);
            LogSwept(kind, found.Namespace, found.Name);
        }
    }

    private bool HasPod(string podUid) => memory.Find(podUid) is not null || underWay.Has(podUid) || deletions.Has(podUid);

    [LoggerMessage(3401, LogLevel.Information, "{Kind} {Namespace}/{Name} has no pod and is deleted")]
    private partial void LogSwept(ObjectKinds kind, string @namespace, string name);

    [LoggerMessage(3402, LogLevel.Warning, "objects without a pod could not be looked for: {Message}")]
    private partial void LogFailed(string message);
}
