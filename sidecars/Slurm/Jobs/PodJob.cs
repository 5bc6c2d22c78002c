using Interlink.Protocol.Statuses;
using Interlink.Protocol.Wire;
using Interlink.Slurm.Folders;
using Interlink.Slurm.Scheduling;

namespace Interlink.Slurm.Jobs;

/// <summary>
/// A pod and its job as this program knows them. Steps that change them (submission, deletion) are taken one at a time, under
/// <see cref="Gate"/>; what a status answer reads may be read at any time.
/// </summary>
internal sealed class PodJob(JobFolder folder)
{
    private (string Namespace, string Uid)? identity;
    private PodOutline? outline;
    private PodStatus? outcome;
    private PodRunStatus? runStatus;
    private (DateTime Written, long Length)? runStatusStamp;
    private long runStatusReadAt;

    public JobFolder Folder { get; } = folder;

    /// <summary>Who the pod is; that of a pod of an earlier run is read when it is asked for.</summary>
    public (string Namespace, string Uid) Identity
    {
        get => identity ??= Outline is null ? Folder.ReadIdentity() : identity!.Value;
        init => identity = value;
    }

    public string Uid => Identity.Uid;

    /// <summary>One step at a time.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>The scheduler's id; null until it is known.</summary>
    public JobId? JobId { get; set; }

    /// <summary>How far the submission has come.</summary>
    public SubmissionStage Stage { get; set; }

    /// <summary>Why the job is not submitted yet; null when nothing is in the way.</summary>
    public string? Obstacle { get; set; }

    /// <summary>The scheduler's last word on the job; it stays while the scheduler does not answer.</summary>
    public JobReport? Report { get; set; }

    /// <summary>How many answers in a row did not name the job.</summary>
    public int TimesMissing { get; set; }

    /// <summary>How many answers in a row said that the job has ended while podlet had not written so.</summary>
    public int TimesEndedSilently { get; set; }

    /// <summary>How many answers in a row said that the job will never start.</summary>
    public int TimesUnfit { get; set; }

    /// <summary>When the job was submitted, or the pod came.</summary>
    public DateTime Since { get; init; }

    /// <summary>True when the folder holds the final state.</summary>
    public bool HasOutcome { get; set; }

    /// <summary>The final state; once set, nothing changes it. That of a pod of an earlier run is read when it is asked for.</summary>
    public PodStatus? Outcome
    {
        get => outcome ??= HasOutcome ? Folder.ReadOutcome() : null;
        set => (outcome, HasOutcome) = (value, value is not null);
    }

    /// <summary>Whether every container ended well; null while that is not known, or nobody has asked since the start.</summary>
    public bool? Succeeded => outcome?.Containers.All(container => container.State.Terminated is { ExitCode: 0 });

    /// <summary>When the deletion was asked for; null while the pod is wanted.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>True once the folder is removed: the pod is unknown from here on.</summary>
    public bool Removed { get; set; }

    /// <summary>True while the scheduler has to be asked about the job.</summary>
    public bool Alive => !Removed && JobId is not null && !SchedulerIsDone;

    /// <summary>True once the scheduler has nothing more to say about the job.</summary>
    public bool SchedulerIsDone { get; set; }

    /// <summary>The pod's name and containers; null in a folder of the Go plugin, which does not keep them.</summary>
    public PodOutline? Outline
    {
        get
        {
            if (outline is null && Folder.ReadPlan() is { } plan)
                (outline, identity) = (PodOutline.Of(plan), (plan.Namespace, plan.Uid));
            return outline;
        }
        set => outline = value;
    }

    /// <summary>
    /// What podlet wrote last, read again when the file changed and the last look is older than <paramref name="freshness"/>.
    /// </summary>
    public PodRunStatus? ReadRunStatus(TimeProvider clock, TimeSpan freshness)
    {
        lock (Gate)
        {
            var now = clock.GetTimestamp();
            if (runStatusReadAt != 0 && clock.GetElapsedTime(runStatusReadAt, now) < freshness)
                return runStatus;
            runStatusReadAt = now;
            var stamp = Folder.Stamp(Interlink.Protocol.JobFolderFiles.Status);
            if (stamp != runStatusStamp)
            {
                runStatus = stamp is null ? null : Folder.ReadRunStatus();
                runStatusStamp = stamp;
            }
            return runStatus;
        }
    }
}

/// <summary>How far a pod's submission has come.</summary>
internal enum SubmissionStage
{
    /// <summary>Nothing is on disk.</summary>
    New,

    /// <summary>The intent is durable; nothing was given to the scheduler.</summary>
    Intended,

    /// <summary>Something was given to the scheduler, and nobody knows whether it took it.</summary>
    Uncertain,

    /// <summary>The job's id is durable.</summary>
    Submitted,

    /// <summary>The scheduler refuses the job for good.</summary>
    Refused,
}
