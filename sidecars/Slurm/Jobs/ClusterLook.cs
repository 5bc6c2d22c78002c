using Interlink.Protocol.Pods;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Planning;
using Interlink.Slurm.Scheduling;

namespace Interlink.Slurm.Jobs;

/// <summary>
/// Finds out what of the cluster a plan depends on: seldom, and as a rule only for pods that make a difference. A scheduler that does not
/// answer is no reason to refuse a pod.
/// </summary>
internal sealed class ClusterLook(IScheduler scheduler, SlurmOptions options, TimeProvider clock)
{
    private const string Storage = "ephemeral-storage";
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(5);

    private readonly KillWaitLook killWait = new(scheduler, clock);
    private readonly SemaphoreSlim gate = new(1, 1);
    private bool hasTmpDisk;
    private long? askedAt;

    public async Task<ClusterTraits> ForAsync(PodView pod)
    {
        bool matters = options.EphemeralStorage == EphemeralStorageKind.Auto && !options.LegacyResources && AsksForStorage(pod);
        return new ClusterTraits(matters && await HasTmpDiskAsync()) { KillWait = await killWait.FindAsync() };
    }

    private async Task<bool> HasTmpDiskAsync()
    {
        await gate.WaitAsync();
        try
        {
            if (askedAt is { } then && clock.GetElapsedTime(then) < Freshness)
                return hasTmpDisk;
            hasTmpDisk = (await scheduler.ResourcesAsync(CancellationToken.None)).HasTmpDisk;
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

        return hasTmpDisk;
    }

    private static bool AsksForStorage(PodView pod) =>
        pod.Limits.ContainsKey(Storage) || pod.Requests.ContainsKey(Storage)
        || pod.InitContainers.Concat(pod.Containers).Any(container =>
            container.Limits.ContainsKey(Storage) || container.Requests.ContainsKey(Storage));
}
