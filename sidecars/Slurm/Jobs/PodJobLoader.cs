using Interlink.Protocol;
using Interlink.Slurm.Folders;

namespace Interlink.Slurm.Jobs;

/// <summary>Reads from a job folder how far its pod has come.</summary>
internal static class PodJobLoader
{
    public static PodJob Load(string podNamespace, string podUid, JobFolder folder)
    {
        var job = new PodJob(podNamespace, podUid, folder)
        {
            JobId = folder.ReadJobId(),
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
