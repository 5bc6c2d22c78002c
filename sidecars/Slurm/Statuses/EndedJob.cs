using Interlink.Protocol.Statuses;
using Interlink.Slurm.Scheduling;

namespace Interlink.Slurm.Statuses;

/// <summary>
/// What the end of a job means for containers that left no word of their own. The exit code is never 0 unless the job completed: a
/// cancelled job has the code 0 in Slurm, too.
/// </summary>
internal sealed record EndedJob(string Reason, string Message, int ExitCode)
{
    private const string OutOfMemory = ContainerReasons.OutOfMemory;
    private const int Killed = 128 + 9;
    private const int Terminated = 128 + 15;

    /// <summary>The scheduler answered that it does not know the job.</summary>
    public static EndedJob Lost { get; } =
        new("SlurmJobLost", "The scheduler does not know the job any more and the job left no final state.", Killed);

    public static EndedJob Of(JobReport report)
    {
        if (report is { NeverStarts: true, Reason: { } unfit })
            return new EndedJob(unfit, $"The job can never start: {report.Explanation ?? unfit}.", 1);
        var (reason, message, code) = report.State switch
        {
            JobState.Completed => ("Completed", "The job completed.", 0),
            JobState.TimedOut => ("SlurmJobTimeout", "SLURM job reached its time limit and was terminated", Terminated),
            JobState.OutOfMemory => (OutOfMemory, "SLURM job was killed due to out-of-memory condition", Killed),
            JobState.Cancelled => ("SlurmJobCancelled", "The job was cancelled.", Terminated),
            JobState.NodeFailed => ("SlurmNodeFailed", "A node of the job failed.", Killed),
            JobState.BootFailed => ("SlurmBootFailed", "A node of the job failed to boot.", Killed),
            JobState.DeadlineReached => ("SlurmJobDeadline", "The job reached its deadline.", Terminated),
            JobState.Preempted => ("SlurmJobPreempted", "The job was preempted.", Terminated),
            JobState.Revoked => ("SlurmJobRevoked", "The job runs on a sibling cluster.", Killed),
            _ => ("Error", "The job failed.", 1),
        };
        var said = report.Reason is { } why ? $"{message} ({why})" : message;
        // Slurm's own code for a job out of memory is a signal that does not exist.
        var useOwn = report.ExitCode is > 0 && report.State != JobState.OutOfMemory;
        return new EndedJob(reason, said, useOwn ? report.ExitCode!.Value : code);
    }

    /// <summary>
    /// True when this end killed a container without podlet being told: the kernel's killer sends signal 9, which a runtime passes on as
    /// an exit code.
    /// </summary>
    public bool Kills(TerminatedState terminated) => Reason == OutOfMemory && terminated.ExitCode == Killed;

    /// <summary>True when the scheduler, not the container, is why it ended.</summary>
    public static bool Explains(JobState state) => state >= JobState.TimedOut;
}
