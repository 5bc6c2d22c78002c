namespace Interlink.Slurm.Planning;

/// <summary>What of a cluster decides how a pod is planned.</summary>
/// <param name="HasTmpDisk">True when its nodes declare local disk: only then may a job ask for some.</param>
internal sealed record ClusterTraits(bool HasTmpDisk)
{
    /// <summary>A cluster that has not been asked.</summary>
    public static ClusterTraits Unknown { get; } = new(HasTmpDisk: false);

    /// <summary>How long a job that Slurm ends has between SIGTERM and SIGKILL; null when that is not known.</summary>
    public TimeSpan? KillWait { get; init; }
}
