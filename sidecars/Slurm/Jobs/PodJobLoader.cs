using Interlink.Protocol;
using Interlink.Slurm.Folders;

namespace Interlink.Slurm.Jobs;

/// <summary>Reads from a job folder how far its pod has come.</summary>
internal static class PodJobLoader
{
    /// <summary>The pod, null when the folder is none of a pod. As little as possible is read: there may be thousands of folders.</summary>
    public static PodJob? Load(JobFolder folder)
    {
        var jobId = folder.ReadJobId();
        if (jobId is null && !folder.HasPlan)
            return null;
        var job = new PodJob(folder)
        {
            JobId = jobId,
            HasOutcome = folder.Stamp(JobFolderFiles.Outcome) is { Length: > 0 },
            Since = folder.Stamp(JobFolderFiles.JobId)?.Written ?? DateTime.MaxValue,
            DeletedAt = folder.ReadDeletedAt(),
        };
        job.SchedulerIsDone = job.HasOutcome && job.DeletedAt is null;
        // Without an id the last program may have died before, in or after the submission: it has to be looked for.
        job.Stage = job.JobId is not null ? SubmissionStage.Submitted
            : job.HasOutcome ? SubmissionStage.Refused
            : SubmissionStage.Uncertain;
        return job;
    }
}
