using Interlink.Hosting.Pods;
using Interlink.Protocol;
using Interlink.Protocol.Pods;
using Microsoft.Extensions.Logging;

namespace Interlink.Slurm.Jobs;

/// <summary>
/// Notes that a pod is to go. A Go virtual kubelet asks only once, so the intent is durable before the answer and the rest is done
/// later.
/// </summary>
internal sealed partial class PodDeletion(PodRegistry registry, JobMonitor monitor, TimeProvider clock, ILogger<PodDeletion> logger)
{
    /// <exception cref="PodRequestException">The pod has no valid identity, or the intent cannot be written down.</exception>
    public async Task DeleteAsync(PodView pod)
    {
        if ((KubernetesNames.PodUid(pod.Uid) ?? KubernetesNames.Namespace(pod.Namespace)) is { } broken)
            throw new PodRequestException(PodRequestFailure.Invalid, broken);
        if (registry.Find(pod.Namespace, pod.Uid) is not { } job || job.Identity != (pod.Namespace, pod.Uid))
        {
            LogUnknown(pod.Uid);
            return;
        }
        await job.Gate.WaitAsync(CancellationToken.None);
        try
        {
            if (job.Removed || job.DeletedAt is not null)
                return;
            var now = clock.GetUtcNow();
            job.Folder.WriteDeletedAt(now);
            job.DeletedAt = now;
            LogLeaving(job.Uid);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new PodRequestException(
                PodRequestFailure.Unavailable,
                $"The deletion of pod {pod.Name} cannot be written to {job.Folder.Path}: {failure.Message}",
                failure);
        }
        finally
        {
            _ = job.Gate.Release();
        }
        monitor.Wake();
    }

    [LoggerMessage(2701, LogLevel.Information, "pod {Pod} is not known here; there is nothing to delete")]
    private partial void LogUnknown(string pod);

    [LoggerMessage(2702, LogLevel.Information, "pod {Pod} is to go")]
    private partial void LogLeaving(string pod);
}
