namespace Interlink.Slurm.Scheduling;

/// <summary>The states of a job, as Slurm tells them apart.</summary>
internal enum JobState
{
    Pending,
    Configuring,
    Requeued,
    Running,
    Suspended,
    Completing,
    Completed,
    Failed,
    TimedOut,
    OutOfMemory,
    Cancelled,
    NodeFailed,
    BootFailed,
    DeadlineReached,
    Preempted,
    Revoked,
}
