using Interlink.Protocol;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Folders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interlink.Slurm.Jobs;

/// <summary>
/// Removes, once an hour, what nobody will ask for again: folders of pods that ended long ago and were never deleted (a cluster that is gone,
/// a virtual kubelet that lost a deletion), the oldest first where all of them together take too much room, and copies of earlier podlets.
/// A folder without a final state is never touched.
/// </summary>
internal sealed partial class FolderCollection(
    PodRegistry registry,
    JobFolders folders,
    JobMonitor monitor,
    SlurmOptions options,
    PodMetrics metrics,
    TimeProvider clock,
    ILogger<FolderCollection> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            // Never at the start itself: a wrong clock or a folder that is not mounted must not cost anything.
            await timer.WaitForNextTickAsync(stoppingToken);
            await CollectAsync(stoppingToken);
        }
        while (!stoppingToken.IsCancellationRequested);
    }

    /// <summary>Looks once.</summary>
    public async Task CollectAsync(CancellationToken cancellationToken)
    {
        try
        {
            var ended = registry.All
                .Where(job => job is { HasOutcome: true, SchedulerIsDone: true, DeletedAt: null, Removed: false })
                .Select(job => (Job: job, EndedAt: job.Folder.Stamp(JobFolderFiles.Outcome)?.Written ?? DateTime.MaxValue))
                .OrderBy(entry => entry.EndedAt)
                .ToList();
            var kept = new List<PodJob>();
            foreach (var (job, endedAt) in ended)
            {
                if (options.KeepFinished is { } keep && clock.GetUtcNow().UtcDateTime - endedAt > keep)
                    await GiveUpAsync(job, "age", cancellationToken);
                else
                    kept.Add(job);
            }

            await FitAsync(kept, cancellationToken);
            foreach (var program in folders.UnusedPrograms(clock.GetUtcNow().UtcDateTime.AddDays(-1)))
            {
                File.Delete(program);
                LogProgram(program);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogFailure(failure.Message);
        }
    }

    private async Task FitAsync(List<PodJob> kept, CancellationToken cancellationToken)
    {
        if (options.KeepFinishedBytes is not { } limit)
            return;
        var sizes = kept.ConvertAll(job => FolderSize.Of(job.Folder.Path));
        long total = sizes.Sum();
        for (var index = 0; index < kept.Count && total > limit; index++)
        {
            await GiveUpAsync(kept[index], "size", cancellationToken);
            total -= sizes[index];
        }
    }

    // As if the pod had been deleted: the same steps, with the same care, and durable before anything goes.
    private async Task GiveUpAsync(PodJob job, string reason, CancellationToken cancellationToken)
    {
        await job.Gate.WaitAsync(cancellationToken);
        try
        {
            if (job.Removed || job.DeletedAt is not null)
                return;
            var now = clock.GetUtcNow();
            job.Folder.WriteDeletedAt(now);
            job.DeletedAt = now;
            metrics.Collected(reason);
            LogGivenUp(job.Folder.Path, reason);
        }
        finally
        {
            _ = job.Gate.Release();
        }

        monitor.Wake();
    }

    [LoggerMessage(2901, LogLevel.Information, "{Folder} is removed because of its {Reason}: its pod ended and was never deleted")]
    private partial void LogGivenUp(string folder, string reason);

    [LoggerMessage(2902, LogLevel.Information, "{Program} is removed: no job uses it any more")]
    private partial void LogProgram(string program);

    [LoggerMessage(2903, LogLevel.Warning, "finished folders could not be collected and will be looked at again: {Message}")]
    private partial void LogFailure(string message);
}
