using Interlink.Protocol.Statuses;
using Interlink.Slurm.Jobs;
using Interlink.Slurm.Scheduling;

namespace Interlink.Slurm.Statuses;

/// <summary>Everything that a pod's status follows from.</summary>
internal sealed record PodSituation(string Namespace, string Uid, PodOutline Outline)
{
    public JobId? JobId { get; init; }

    public SubmissionStage Stage { get; init; }

    public string? Obstacle { get; init; }

    public JobReport? Report { get; init; }

    /// <summary>True once the scheduler has answered, more than once, that it does not know the job.</summary>
    public bool Lost { get; init; }

    /// <summary>True once the scheduler has nothing more to say about the job.</summary>
    public bool SchedulerIsDone { get; init; }

    /// <summary>What podlet wrote; null before it began and in a folder of the Go plugin.</summary>
    public PodRunStatus? Run { get; init; }

    /// <summary>
    /// Exit codes that containers left as files: all that a job of the Go plugin leaves, or a script that runs in place of containers.
    /// </summary>
    public LeftExitCodes ExitCodes { get; init; } = LeftExitCodes.None;

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public static PodSituation Of(PodJob job, PodOutline outline, PodRunStatus? run) => new(job.Identity.Namespace, job.Uid, outline)
    {
        JobId = job.JobId,
        Stage = job.Stage,
        Obstacle = job.Obstacle,
        Report = job.Report,
        Lost = job.TimesMissing > 0 && job.TimesEndedSilently > 1,
        SchedulerIsDone = job.SchedulerIsDone,
        Run = run,
        ExitCodes = outline.Scripted ? LeftExitCodes.Read(job.Folder, outline) : LeftExitCodes.None,
    };
}
