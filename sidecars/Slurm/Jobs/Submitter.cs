using Interlink.Protocol.Plans;
using Interlink.Slurm.Scheduling;
using Interlink.Slurm.Statuses;
using Microsoft.Extensions.Logging;

namespace Interlink.Slurm.Jobs;

/// <summary>
/// Brings an intended pod to exactly one job. What is certain is done at once; what is in doubt is looked up first, and what finds no
/// scheduler is kept until there is one.
/// </summary>
internal sealed partial class Submitter(IScheduler scheduler, TimeProvider clock, ILogger<Submitter> logger)
{
    // More at a time only makes slurmctld's queue longer.
    private readonly SemaphoreSlim turns = new(8, 8);

    /// <summary>Submits a pod whose intent is durable and whose gate the caller holds.</summary>
    /// <exception cref="SubmissionRefusedException">The scheduler refuses it; the caller decides what is left of it.</exception>
    public async Task SubmitAsync(PodJob job, PlannedResources resources, CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken);
        try
        {
            job.Stage = SubmissionStage.Uncertain;
            var id = await scheduler.SubmitAsync(job.Folder, resources, cancellationToken);
            Record(job, id);
        }
        catch (SchedulerUnavailableException failure)
        {
            job.Stage = SubmissionStage.Intended;
            job.Obstacle = failure.Message;
            LogPostponed(job.Uid, failure.Message);
        }
        catch (SubmissionUncertainException failure)
        {
            job.Obstacle = failure.Message;
            LogUncertain(job.Uid, failure.Message);
        }
        catch (SubmissionRefusedException)
        {
            job.Stage = SubmissionStage.Refused;
            throw;
        }
        finally
        {
            _ = turns.Release();
        }
    }

    /// <summary>Submits a pod that could not be submitted when it came: a refusal now is its end.</summary>
    public async Task SubmitLateAsync(PodJob job, CancellationToken cancellationToken)
    {
        try
        {
            await SubmitAsync(job, job.Outline?.Resources ?? new PlannedResources(1, null), cancellationToken);
        }
        catch (SubmissionRefusedException refusal)
        {
            LogRefused(job.Uid, refusal.Message);
            if (job.Outline is { } outline)
            {
                job.Outcome = RefusedStatus.Of(job, outline, refusal.Message, clock.GetUtcNow());
                job.Folder.WriteOutcome(job.Outcome);
            }
        }
    }

    /// <summary>Makes a job's id known and durable.</summary>
    public void Record(PodJob job, JobId id)
    {
        job.JobId = id;
        job.Stage = SubmissionStage.Submitted;
        job.Obstacle = null;
        try
        {
            job.Folder.WriteJobId(id, job.Identity);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The job exists: to forget or refuse it now would lose it. After a restart it is found by its script.
            LogIdNotWritten(job.Uid, id, failure.Message);
        }
        LogSubmitted(job.Uid, id);
    }

    [LoggerMessage(2101, LogLevel.Information, "pod {Pod} is job {Job}")]
    private partial void LogSubmitted(string pod, JobId job);

    [LoggerMessage(2102, LogLevel.Warning, "pod {Pod} is kept and will be submitted when the scheduler answers: {Message}")]
    private partial void LogPostponed(string pod, string message);

    [LoggerMessage(2103, LogLevel.Warning, "pod {Pod} may or may not be submitted and will be looked for: {Message}")]
    private partial void LogUncertain(string pod, string message);

    [LoggerMessage(2104, LogLevel.Error, "pod {Pod} was refused: {Message}")]
    private partial void LogRefused(string pod, string message);

    [LoggerMessage(2105, LogLevel.Error, "the id of pod {Pod}, job {Job}, could not be written: {Message}")]
    private partial void LogIdNotWritten(string pod, JobId job, string message);
}
