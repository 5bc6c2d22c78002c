namespace Interlink.Slurm.Scheduling;

/// <summary>What the nodes that take jobs have, and what of it nobody uses.</summary>
internal sealed record ClusterResources(Amounts Free, Amounts Total)
{
    /// <summary>True when a node declares local disk that jobs can ask for (Slurm's <c>TmpDisk</c>).</summary>
    public bool HasTmpDisk { get; init; }
}

/// <summary>CPUs, and memory in bytes.</summary>
internal readonly record struct Amounts(long Cpus, long MemoryBytes)
{
    public static Amounts operator +(Amounts one, Amounts other) => new(one.Cpus + other.Cpus, one.MemoryBytes + other.MemoryBytes);
}
