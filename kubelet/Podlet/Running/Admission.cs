using Interlink.Podlet.Folders;
using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Running;

/// <summary>Whether a pod may begin, from what an earlier podlet wrote about it.</summary>
internal static class Admission
{
    /// <summary>Null when the pod begins; the exit code to end with when this very job has run it to its end already.</summary>
    /// <exception cref="PodletException">The folder belongs to another job: a submission was doubled.</exception>
    public static int? Check(JobFolder folder, PodRunStatus? earlier, JobIdentity job)
    {
        if (earlier is null)
            return null;
        if (earlier.JobId is not null && job.Id is not null && earlier.JobId != job.Id)
            throw new PodletException(
                ExitCodes.Busy,
                $"the pod in {folder.Path} belongs to job {earlier.JobId}; this is job {job.Id}, submitted once more, and ends now.");
        bool ended = earlier.Phase is PodPhase.Succeeded or PodPhase.Failed;
        return ended && job.Restarts <= earlier.JobRestarts ? earlier.ExitCode ?? 1 : null;
    }
}
