namespace Interlink.Slurm.Configuration;

/// <summary>Which scheduler runs the jobs: the key <c>Scheduler</c>.</summary>
internal enum SchedulerKind
{
    /// <summary>Slurm where its commands are there, else the embedded one.</summary>
    Auto,

    /// <summary>Slurm, through its command-line programs.</summary>
    Slurm,

    /// <summary>The embedded scheduler, on this machine.</summary>
    Local,
}
