using System.Diagnostics;
using Interlink.Protocol.Statuses;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Scheduling;
using Interlink.Slurm.Statuses;
using Microsoft.Extensions.Logging;

namespace Interlink.Slurm.Jobs;

/// <summary>Asks the scheduler once about all jobs and writes down what has become final.</summary>
internal sealed partial class JobPoll(
    PodRegistry registry,
    IScheduler scheduler,
    SchedulerMetrics metrics,
    SlurmOptions options,
    TimeProvider clock,
    ILogger<JobPoll> logger)
{
    // A silence counts only when it lasts: an answer may cross with a submission, a file with a network file system's cache.
    private const int Persistent = 2;

    /// <summary>True while there is a job to ask about.</summary>
    public bool Any => registry.All.Any(job => job.Alive);

    /// <summary>Asks once; true when the answer says something new.</summary>
    /// <exception cref="SchedulerUnavailableException">The scheduler does not answer; nothing has changed.</exception>
    public async Task<bool> PollAsync(CancellationToken cancellationToken)
    {
        var asked = registry.All.Where(job => job.Alive).OrderBy(job => job.Since).ToList();
        if (asked.Count == 0)
            return false;
        var news = false;
        var started = Stopwatch.GetTimestamp();
        var reports = await scheduler.QueryAsync([.. asked.Select(job => job.JobId!.Value)], cancellationToken);
        metrics.Polled(Stopwatch.GetElapsedTime(started));
        foreach (var job in asked)
        {
            var known = reports.TryGetValue(job.JobId!.Value, out var report);
            if (known && report is null)
                continue;
            news |= Note(job, report);
            TryConclude(job);
        }
        await WithdrawUnfitAsync(asked, cancellationToken);
        // What is about to become final is looked at again soon.
        return news || asked.Any(job => job.TimesEndedSilently > 0 || job.TimesMissing > 0 || job.TimesUnfit > 0);
    }

    // A pod that waits for what will never come is told so: nobody looks into the reasons of a thousand pending pods. Asked for again
    // with every answer until the job is gone, as a cancellation may get lost.
    private async Task WithdrawUnfitAsync(List<PodJob> asked, CancellationToken cancellationToken)
    {
        if (!options.CancelUnfit)
            return;
        var unfit = asked.Where(job => job.TimesUnfit >= Persistent).ToList();
        if (unfit.Count == 0)
            return;
        foreach (var job in unfit.Where(job => job.TimesUnfit == Persistent))
            LogUnfit(job.Uid, job.JobId!.Value, job.Report?.Reason ?? "");
        await scheduler.WithdrawAsync([.. unfit.Select(job => job.JobId!.Value)], cancellationToken);
    }

    private static bool Note(PodJob job, JobReport? report)
    {
        var news = report is not null && report != job.Report;
        job.TimesMissing = report is null ? job.TimesMissing + 1 : 0;
        // An answer that says the same again is not kept: a thousand of them per poll would grow old before they are collected.
        if (news)
            job.Report = report;
        job.TimesUnfit = report is { NeverStarts: true, Waiting: true } ? job.TimesUnfit + 1 : 0;
        return news;
    }

    private void TryConclude(PodJob job)
    {
        try
        {
            Conclude(job);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // One folder that cannot be read must not keep the others waiting.
            LogUnreadable(job.Folder.Path, failure.Message);
        }
    }

    private void Conclude(PodJob job)
    {
        var run = job.ReadRunStatus(clock, TimeSpan.Zero);
        var ended = job.Report is { Ended: true } || job.TimesMissing > 0;
        if (!ended)
        {
            job.TimesEndedSilently = 0;
            return;
        }
        var told = run is { Phase: PodPhase.Succeeded or PodPhase.Failed } && run.JobRestarts >= (job.Report?.Restarts ?? 0);
        if (!told && MayStillTell(job) && ++job.TimesEndedSilently < Persistent)
            return;
        job.SchedulerIsDone = true;
        job.Outcome ??= Describe(job, run);
    }

    // A job that never started has no podlet, and one on a node that shares nothing is not heard of.
    private static bool MayStillTell(PodJob job) =>
        job.Report is not { Ended: true } || (!job.Report.NeverStarts && job.Outline is not { OnNodeOnly: true });

    private Interlink.Protocol.Wire.PodStatus? Describe(PodJob job, PodRunStatus? run)
    {
        if (job.Outline is not { } outline)
            return null;
        var outcome = PodStatusMapper.Map(PodSituation.Of(job, outline, run), clock.GetUtcNow());
        try
        {
            job.Folder.WriteOutcome(outcome);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogOutcomeNotWritten(job.Uid, failure.Message);
        }
        return outcome;
    }

    [LoggerMessage(2403, LogLevel.Warning, "pod {Pod}: job {Job} can never start and is cancelled: {Reason}")]
    private partial void LogUnfit(string pod, JobId job, string reason);

    [LoggerMessage(2402, LogLevel.Error, "{Folder} cannot be read and will be tried again: {Message}")]
    private partial void LogUnreadable(string folder, string message);

    [LoggerMessage(2401, LogLevel.Error, "the final state of pod {Pod} could not be written: {Message}")]
    private partial void LogOutcomeNotWritten(string pod, string message);
}
