using Interlink.Protocol.Plans;
using Interlink.Slurm.Folders;

namespace Interlink.Slurm.Scheduling.Local;

/// <summary>A job of the embedded scheduler; guarded by the scheduler's lock.</summary>
internal sealed class LocalJob(JobFolder folder, PlannedResources resources)
{
    public JobFolder Folder { get; } = folder;

    public PlannedResources Resources { get; } = resources;

    /// <summary>True from the moment its resources are taken.</summary>
    public bool Started { get; set; }

    /// <summary>Set once podlet holds the folder's lock.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    public bool Ended { get; set; }

    public bool CancelledBeforeStart { get; set; }
}
