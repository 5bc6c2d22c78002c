using Interlink.Hosting.Health;
using Interlink.Hosting.Pods;
using Interlink.Kubernetes.Informers;
using Interlink.KubernetesSidecar.Cluster;
using Interlink.KubernetesSidecar.Configuration;
using Interlink.KubernetesSidecar.Naming;
using Interlink.KubernetesSidecar.Statuses;
using Interlink.KubernetesSidecar.Translation;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interlink.KubernetesSidecar.Watching;

/// <summary>Keeps <see cref="PodMemory"/> as the remote cluster is: one watch for all pods, or one for each configured namespace.</summary>
internal sealed class PodWatch : BackgroundService, IReadinessCheck
{
    private readonly IReadOnlyList<Informer<WatchedPod>> informers;
    private readonly PodMemory memory;
    private readonly TimeProvider clock;

    public PodWatch(RemoteCluster cluster, SidecarOptions options, PodMemory memory, TimeProvider clock, ILogger<PodWatch> logger)
    {
        this.clock = clock;
        this.memory = memory;
        var which = new InformerOptions { LabelSelector = SourceMarks.Selector, LongestPause = TimeSpan.FromSeconds(10), PageSize = 100 };
        string?[] spaces = options.Namespaces.Count > 0 ? [.. options.Namespaces] : [null];
        informers = [.. spaces.Select(space => new Informer<WatchedPod>(
            cluster.Of(ObjectKinds.Pod, space), which, json => RemotePodReader.Read(json) ?? WatchedPod.Nobodys, logger))];
        foreach (var informer in informers)
            _ = informer.Subscribe(Take);
    }

    /// <summary>Whether every pod has been seen once.</summary>
    public bool HasSynced => informers.All(informer => informer.HasSynced);

    /// <summary>Why the remote cluster is not heard; null while it is.</summary>
    public string? Outage => informers.Select(informer => informer.Failure?.Message).FirstOrDefault(message => message is not null)
        ?? (HasSynced ? null : "The remote cluster's pods have not been listed yet.");

    /// <inheritdoc/>
    public string Name => "kubernetes";

    /// <summary>Whether a remote pod is among those that were listed or heard of.</summary>
    public bool Sees(WatchedPod pod) => informers.Any(informer => informer.Store.Find(pod.Namespace, pod.Name)?.Uid == pod.Uid);

    /// <summary>Waits until every pod has been seen once.</summary>
    /// <exception cref="PodRequestException">The remote cluster has not answered in time.</exception>
    public async Task FirstAnswerAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        if (HasSynced)
            return;
        try
        {
            await Task.WhenAll(informers.Select(informer => informer.WaitForSyncAsync(cancellationToken))).WaitAsync(limit, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new PodRequestException(PodRequestFailure.Unavailable, $"The remote cluster has not answered since the start: {Outage}");
        }
    }

    /// <inheritdoc/>
    public ValueTask<string?> CheckAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Outage);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([.. informers.Select(informer => informer.RunAsync(stoppingToken)), TidyAsync(stoppingToken)]);

    /// <summary>
    /// The first list leaves several times as much garbage as is kept of it, which the collector would not look at again for hours: there is
    /// little to collect while pods are only watched.
    /// </summary>
    private async Task TidyAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(informers.Select(informer => informer.WaitForSyncAsync(stoppingToken)));
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private void Take(Change<WatchedPod> change)
    {
        if (change.Now is { SourceUid.Length: > 0 } now)
            memory.See(now);
        else if (change is { Now: null, Before: { SourceUid.Length: > 0 } before })
            memory.Lose(before.Uid, before.SourceUid);
    }
}
