using Interlink.Protocol.Pods;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Planning;
using Interlink.Slurm.Scheduling;

namespace Interlink.Slurm.Jobs;

/// <summary>
/// Finds out what of the cluster a plan depends on: seldom, only for pods that make a difference, and never so that a pod would have to wait
/// for a scheduler that does not answer.
/// </summary>
internal sealed class ClusterLook(IScheduler scheduler, SlurmOptions options, TimeProvider clock)
{
    private const string Storage = "ephemeral-storage";
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim gate = new(1, 1);
    private ClusterTraits traits = ClusterTraits.Unknown;
    private long? askedAt;

    public async Task<ClusterTraits> ForAsync(PodView pod)
    {
        if (options.EphemeralStorage != EphemeralStorageKind.Auto || options.LegacyResources || !AsksForStorage(pod))
            return ClusterTraits.Unknown;
        await gate.WaitAsync();
        try
        {
            if (askedAt is { } then && clock.GetElapsedTime(then) < Freshness)
                return traits;
            traits = new ClusterTraits((await scheduler.ResourcesAsync(CancellationToken.None)).HasTmpDisk);
            askedAt = clock.GetTimestamp();
        }
        catch (SchedulerUnavailableException)
        {
            // What was known before stays; the next pod asks again.
        }
        finally
        {
            _ = gate.Release();
        }

        return traits;
    }

    private static bool AsksForStorage(PodView pod) =>
        pod.Limits.ContainsKey(Storage) || pod.Requests.ContainsKey(Storage)
        || pod.InitContainers.Concat(pod.Containers).Any(container =>
            container.Limits.ContainsKey(Storage) || container.Requests.ContainsKey(Storage));
}
