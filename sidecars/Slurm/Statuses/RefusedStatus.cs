using Interlink.Protocol.Statuses;
using Interlink.Protocol.Wire;
using Interlink.Slurm.Jobs;

namespace Interlink.Slurm.Statuses;

/// <summary>The final state of a pod that the scheduler refused after it had been accepted here.</summary>
internal static class RefusedStatus
{
    public const string Reason = "SubmissionRefused";

    public static PodStatus Of(PodJob job, PodOutline outline, string message, DateTimeOffset now)
    {
        var state = new ContainerState
        {
            Terminated = new TerminatedState { ExitCode = 1, Reason = Reason, Message = message, FinishedAt = now },
        };
        return PodStatuses.Uniform(job.Identity.Namespace, job.Uid, "", outline, state);
    }
}
