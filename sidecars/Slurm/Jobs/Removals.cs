using Interlink.Slurm.Folders;
using Interlink.Slurm.Scheduling;
using Microsoft.Extensions.Logging;

namespace Interlink.Slurm.Jobs;

/// <summary>
/// Takes pods that are to go to their end: the job is asked to stop, then made to, and its folder goes once the scheduler says it
/// ended.
/// </summary>
internal sealed partial class Removals(
    PodRegistry registry,
    JobFolders folders,
    IScheduler scheduler,
    TimeProvider clock,
    ILogger<Removals> logger)
{
    // On top of the pod's own grace period: podlet needs a moment to write the states down.
    private static readonly TimeSpan Allowance = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromSeconds(30);

    private readonly Dictionary<PodJob, RemovalProgress> underWay = [];

    /// <summary>True while a pod is on its way out.</summary>
    public bool Any => registry.All.Any(IsLeaving);

    /// <summary>Takes every removal one step further.</summary>
    /// <exception cref="SchedulerUnavailableException">The scheduler does not answer; try again later.</exception>
    public async Task AdvanceAsync(CancellationToken cancellationToken)
    {
        var leaving = registry.All.Where(IsLeaving).ToList();
        List<PodJob> stop = [], cancel = [];
        foreach (var job in leaving)
        {
            if (MayGo(job))
                await RemoveAsync(job, cancellationToken);
            else if (job.JobId is not null)
                Choose(job, stop, cancel);
        }
        if (stop.Count > 0)
            await scheduler.StopAsync(Ids(stop), cancellationToken);
        foreach (var job in stop)
            underWay[job] = new RemovalProgress(clock.GetUtcNow(), null);
        if (cancel.Count > 0)
            await scheduler.CancelAsync(Ids(cancel), cancellationToken);
        foreach (var job in cancel)
            underWay[job] = underWay[job] with { CancelledAt = clock.GetUtcNow() };
    }

    private static bool IsLeaving(PodJob job) => job.DeletedAt is not null && !job.Removed;

    private static bool MayGo(PodJob job) =>
        job.SchedulerIsDone || job.JobId is null && job.Stage is SubmissionStage.Intended or SubmissionStage.Refused;

    private static List<JobId> Ids(List<PodJob> jobs) => [.. jobs.Select(job => job.JobId!.Value)];

    private void Choose(PodJob job, List<PodJob> stop, List<PodJob> cancel)
    {
        var now = clock.GetUtcNow();
        if (!underWay.TryGetValue(job, out var progress))
            stop.Add(job);
        else if (progress.CancelledAt is { } cancelled ? now - cancelled >= RepeatAfter : now - progress.StoppedAt >= Patience(job))
            cancel.Add(job);
    }

    private static TimeSpan Patience(PodJob job) => TimeSpan.FromSeconds(job.Outline?.GraceSeconds ?? 30) + Allowance;

    private async Task RemoveAsync(PodJob job, CancellationToken cancellationToken)
    {
        await job.Gate.WaitAsync(cancellationToken);
        try
        {
            if (!MayGo(job))
                return;
            folders.Remove(job.Folder);
            registry.Remove(job);
            underWay.Remove(job);
            LogRemoved(job.Uid);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogNotRemoved(job.Folder.Path, failure.Message);
        }
        finally
        {
            _ = job.Gate.Release();
        }
    }

    private sealed record RemovalProgress(DateTimeOffset StoppedAt, DateTimeOffset? CancelledAt);

    [LoggerMessage(2301, LogLevel.Information, "pod {Pod} is gone")]
    private partial void LogRemoved(string pod);

    [LoggerMessage(2302, LogLevel.Warning, "{Folder} could not be removed and will be tried again: {Message}")]
    private partial void LogNotRemoved(string folder, string message);
}
