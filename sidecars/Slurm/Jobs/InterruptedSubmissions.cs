using Interlink.Slurm.Scheduling;
using Microsoft.Extensions.Logging;

namespace Interlink.Slurm.Jobs;

/// <summary>
/// Finishes submissions that an outage or a killed program left open. A submission that was under way may still reach the scheduler
/// after it answers again, so a job counts as absent only when two looks, a settling time apart, did not find it.
/// </summary>
internal sealed partial class InterruptedSubmissions(
    PodRegistry registry,
    Submitter submitter,
    IScheduler scheduler,
    TimeProvider clock,
    ILogger<InterruptedSubmissions> logger)
{
    private readonly Dictionary<PodJob, DateTimeOffset> absentSince = [];

    /// <summary>True while something is left to do, or may be once the hand that is at it lets go.</summary>
    public bool Any => registry.All.Any(IsUnfinished);

    /// <summary>Takes every open submission one step further.</summary>
    /// <exception cref="SchedulerUnavailableException">The scheduler does not answer; try again later.</exception>
    public async Task AdvanceAsync(CancellationToken cancellationToken)
    {
        var open = registry.All.Where(IsOpen).ToList();
        foreach (var job in absentSince.Keys.Except(open).ToList())
            absentSince.Remove(job);
        await LookUpAsync([.. open.Where(job => job.Stage == SubmissionStage.Uncertain)], cancellationToken);
        foreach (var job in open)
            await SubmitAsync(job, cancellationToken);
    }

    private static bool IsUnfinished(PodJob job) => !job.Removed && job.Stage is (SubmissionStage.Intended or SubmissionStage.Uncertain);

    // A gate that is held means that the submission is under way in another hand.
    private static bool IsOpen(PodJob job) => IsUnfinished(job) && job.Gate.CurrentCount > 0;

    private async Task LookUpAsync(List<PodJob> uncertain, CancellationToken cancellationToken)
    {
        if (uncertain.Count == 0)
            return;
        var found = await scheduler.FindAsync([.. uncertain.Select(job => job.Folder)], cancellationToken);
        foreach (var job in uncertain)
            await SettleAsync(job, found.TryGetValue(job.Folder.Path, out var id) ? id : OwnWord(job), cancellationToken);
    }

    // A job that ran and left the scheduler's memory has told its id through podlet.
    private static JobId? OwnWord(PodJob job) => job.Folder.ReadRunStatus()?.JobId is { } id ? JobId.Parse(id) : null;

    private async Task SettleAsync(PodJob job, JobId? found, CancellationToken cancellationToken)
    {
        await job.Gate.WaitAsync(cancellationToken);
        try
        {
            if (job.Stage != SubmissionStage.Uncertain || job.Removed)
                return;
            if (found is { } id)
            {
                LogFound(job.Uid, id);
                submitter.Record(job, id);
            }
            else if (SubmissionProcesses.AnyFor(job.Folder.BatchScript))
            {
                // The sbatch of a program that was killed outlives it and may still succeed.
                absentSince.Remove(job);
            }
            else if (!absentSince.TryGetValue(job, out var since))
            {
                absentSince.Add(job, clock.GetUtcNow());
            }
            else if (clock.GetUtcNow() - since >= scheduler.SettleTime)
            {
                LogAbsent(job.Uid);
                job.Stage = SubmissionStage.Intended;
            }
        }
        finally
        {
            _ = job.Gate.Release();
        }
    }

    private async Task SubmitAsync(PodJob job, CancellationToken cancellationToken)
    {
        if (job.Stage != SubmissionStage.Intended)
            return;
        await job.Gate.WaitAsync(cancellationToken);
        try
        {
            if (job.Stage == SubmissionStage.Intended && !job.Removed && job.DeletedAt is null)
                await submitter.SubmitLateAsync(job, cancellationToken);
        }
        finally
        {
            _ = job.Gate.Release();
        }
    }

    [LoggerMessage(2201, LogLevel.Information, "the interrupted submission of pod {Pod} is found as job {Job}")]
    private partial void LogFound(string pod, JobId job);

    [LoggerMessage(2202, LogLevel.Information, "the interrupted submission of pod {Pod} did not arrive; it is submitted again")]
    private partial void LogAbsent(string pod);
}
