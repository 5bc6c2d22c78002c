using Interlink.Kubernetes;
using Interlink.Kubernetes.Access;
using Interlink.Kubernetes.Resources;
using Interlink.KubernetesSidecar.Cluster;
using Interlink.KubernetesSidecar.Naming;
using Interlink.KubernetesSidecar.State;
using Interlink.KubernetesSidecar.Translation;
using Interlink.KubernetesSidecar.Watching;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interlink.KubernetesSidecar.Pods;

/// <summary>Deletes pods and what was made for them, again and again until the remote cluster has taken it.</summary>
internal sealed partial class DeletionWork(
    RemoteCluster cluster,
    PodMemory memory,
    PodWatch watch,
    DeletionFiles deletions,
    CreationsUnderWay underWay,
    ILogger<DeletionWork> logger) : BackgroundService
{
    private const int AtOnce = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim wake = new(0);

    /// <summary>There is a new one.</summary>
    public void Wake() => wake.Release();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var limits = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken };
        while (true)
        {
            await Parallel.ForEachAsync(deletions.Open, limits, async (deletion, token) => await TryAsync(deletion, token));
            // Without open ones it sleeps until there is one.
            _ = await wake.WaitAsync(deletions.Open.Count > 0 ? Pause : Timeout.InfiniteTimeSpan, stoppingToken);
        }
    }

    private async Task TryAsync(Deletion deletion, CancellationToken cancellationToken)
    {
        // A create that is under way would make what was just deleted.
        await underWay.WaitAsync(deletion.PodUid, cancellationToken);
        try
        {
            memory.Expect(deletion.PodUid);
            await DeleteAsync(ObjectKinds.Pod, deletion, cancellationToken);
            foreach (var kind in RemoteCluster.Sources)
                await DeleteAsync(kind, deletion, cancellationToken);
            deletions.Remove(deletion);
            if (watch.HasSynced)
                memory.ExpectNoMore(deletion.PodUid);
            LogDone(deletion.PodUid);
        }
        catch (Exception failure) when (failure is KubernetesException or KubeConfigException)
        {
            LogNotYet(deletion.PodUid, failure.Message);
        }
    }

    private async Task DeleteAsync(ObjectKinds kind, Deletion deletion, CancellationToken cancellationToken)
    {
        var objects = cluster.Of(kind, deletion.RemoteNamespace);
        var which = new ListOptions { LabelSelector = $"{SourceMarks.Selector},{SourceMarks.PodUidLabel}={deletion.PodUid}" };
        try
        {
            var list = await objects.ListAsync(which, RemoteTrace.Read, cancellationToken);
            foreach (var found in list.Items.Where(found => kind != ObjectKinds.Claim || found.MayGo))
                _ = await objects.DeleteIfThereAsync(found.Name, new DeleteOptions { Uid = found.Uid }, cancellationToken);
        }
        catch (KubernetesException failure) when (failure.IsForbidden && kind == ObjectKinds.Claim)
        {
            // Without rights for claims none was made.
        }
    }

    [LoggerMessage(3201, LogLevel.Information, "pod {Pod} is deleted in the remote cluster")]
    private partial void LogDone(string pod);

    [LoggerMessage(3202, LogLevel.Warning, "pod {Pod} could not be deleted in the remote cluster and will be tried again: {Message}")]
    private partial void LogNotYet(string pod, string message);
}
