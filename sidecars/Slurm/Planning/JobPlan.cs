using Interlink.Planning;
using Interlink.Protocol.Plans;

namespace Interlink.Slurm.Planning;

/// <summary>All that has to be written and asked for to run one pod as a job.</summary>
internal sealed record JobPlan
{
    /// <summary>What podlet is told.</summary>
    public required PodPlan Pod { get; init; }

    /// <summary>The text of <c>job.slurm</c>.</summary>
    public required string BatchScript { get; init; }

    /// <summary>The text of <c>prefix.sh</c>; null when the pod needs no shell.</summary>
    public string? Prefix { get; init; }

    /// <summary>The volumes' content and <c>mesh.sh</c>; not the batch script, the prefix and the plan.</summary>
    public IReadOnlyList<PlannedFile> Files { get; init; } = [];

    /// <summary>Every folder the files need, and those that start empty.</summary>
    public IReadOnlyList<PlannedFolder> Folders { get; init; } = [];

    public IReadOnlyList<HostPathCheck> HostPaths { get; init; } = [];

    /// <summary>What the pod asks for and does not get, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The numeric user the job runs as, who must own the job folder; null means the sidecar's own.</summary>
    public long? RunAsUser { get; init; }
}
