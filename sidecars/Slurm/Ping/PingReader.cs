using System.Globalization;
using Interlink.Protocol.Wire;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Jobs;
using Interlink.Slurm.Scheduling;

namespace Interlink.Slurm.Ping;

/// <summary>
/// Tells what the node offers. The virtual kubelet makes it capacity and allocatable, and Kubernetes' scheduler subtracts the pods of the node
/// from that: so what this sidecar's own pods hold is added to what is free.
/// </summary>
internal sealed class PingReader(IScheduler scheduler, PodRegistry registry, JobMonitor monitor, SlurmOptions options, TimeProvider clock)
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private (FreeResources? Free, string? Failure)? last;
    private long readAt;

    public async Task<PingAnswer> ReadAsync(CancellationToken cancellationToken)
    {
        var (free, failure) = await FreeAsync(cancellationToken);
        return new PingAnswer
        {
            Status = (failure ?? monitor.Outage) is { } trouble ? $"degraded: {trouble}" : "ok",
            Resources = free is null ? null : Offer(free),
            Taints = options.Taints,
        };
    }

    private PingResources Offer(FreeResources free)
    {
        long cpus = free.Cpus, memory = free.MemoryBytes;
        if (options.PingResources == PingResourcesKind.FreeAndOwn)
        {
            foreach (var job in registry.All)
            {
                if (job.Outcome is not null || job.Report is not { Waiting: false, Ended: false } || job.Outline is not { } outline)
                    continue;
                cpus += outline.Resources.Cpus;
                memory += outline.Resources.MemoryBytes ?? 0;
            }
        }
        const long Mebibyte = 1024 * 1024;
        return new PingResources(
            cpus.ToString(CultureInfo.InvariantCulture),
            (memory / Mebibyte).ToString(CultureInfo.InvariantCulture) + "Mi",
            null);
    }

    private async Task<(FreeResources? Free, string? Failure)> FreeAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (last is { } known && clock.GetElapsedTime(readAt) < scheduler.PollInterval)
                return known;
            try
            {
                last = (await scheduler.FreeResourcesAsync(cancellationToken), null);
            }
            catch (SchedulerUnavailableException failure)
            {
                last = (null, failure.Message);
            }
            readAt = clock.GetTimestamp();
            return last.Value;
        }
        finally
        {
            _ = gate.Release();
        }
    }
}
