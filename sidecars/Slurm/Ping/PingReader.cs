using System.Globalization;
using Interlink.Protocol.Wire;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Jobs;
using Interlink.Slurm.Scheduling;

namespace Interlink.Slurm.Ping;

/// <summary>
/// Tells what the node offers. The virtual kubelet makes it capacity and allocatable, and Kubernetes' scheduler subtracts the pods of
/// the node from that: so what this sidecar's own pods hold is added to what is free.
/// </summary>
internal sealed class PingReader(
    IScheduler scheduler,
    ResourceScript script,
    PodRegistry registry,
    JobMonitor monitor,
    SlurmOptions options,
    TimeProvider clock)
{
    private const long Mebibyte = 1024 * 1024;

    private readonly SemaphoreSlim gate = new(1, 1);
    private (PingAnswer? Answer, string? Failure)? last;
    private long readAt;

    public async Task<PingAnswer> ReadAsync(CancellationToken cancellationToken)
    {
        var (answer, failure) = await RecentAsync(cancellationToken);
        var trouble = failure ?? monitor.Outage;
        return (answer ?? new PingAnswer()) with
        {
            Status = trouble is null ? answer?.Status ?? "ok" : $"degraded: {trouble}",
            Taints = options.Taints ?? answer?.Taints,
        };
    }

    private async Task<(PingAnswer? Answer, string? Failure)> RecentAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (last is { } known && clock.GetElapsedTime(readAt) < scheduler.PollInterval)
                return known;
            try
            {
                last = (await AskAsync(cancellationToken), null);
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

    private async Task<PingAnswer> AskAsync(CancellationToken cancellationToken)
    {
        if (options.ResourceScript.Count > 0)
            return await script.RunAsync(cancellationToken);
        var cluster = await scheduler.ResourcesAsync(cancellationToken);
        var offer = options.PingResources switch
        {
            PingResourcesKind.Total => cluster.Total,
            PingResourcesKind.Free => cluster.Free,
            _ => cluster.Free + Held(),
        };
        return new PingAnswer
        {
            Resources = new PingResources(
                offer.Cpus.ToString(CultureInfo.InvariantCulture),
                (offer.MemoryBytes / Mebibyte).ToString(CultureInfo.InvariantCulture) + "Mi",
                null),
        };
    }

    private Amounts Held()
    {
        var held = default(Amounts);
        foreach (var job in registry.All)
        {
            if (!job.SchedulerIsDone && job.Report is { Waiting: false, Ended: false } && job.Outline is { } outline)
                held += new Amounts(outline.Resources.Cpus, outline.Resources.MemoryBytes ?? 0);
        }
        return held;
    }
}
