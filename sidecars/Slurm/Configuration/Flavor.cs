namespace Interlink.Slurm.Configuration;

/// <summary>A named kind of job that the administrator offers.</summary>
internal sealed record Flavor
{
    /// <summary>The name pods choose it by: its key under <c>Flavors</c>.</summary>
    public required string Name { get; init; }

    public string Description { get; init; } = "";

    /// <summary>CPUs of a pod that names none; null when the flavor has no default.</summary>
    public int? CpuDefault { get; init; }

    /// <summary>Memory in bytes of a pod that names none; null when the flavor has no default.</summary>
    public long? MemoryDefault { get; init; }

    /// <summary>The numeric user jobs of this flavor run as.</summary>
    public long? Uid { get; init; }

    /// <summary>The words of its sbatch flags, split and validated.</summary>
    public IReadOnlyList<string> SlurmFlags { get; init; } = [];

    /// <summary>The N of <c>--gres=gpu:N</c> or <c>--gres=gpu:type:N</c>; 0 for a flavor without GPUs.</summary>
    public int Gpus { get; init; }
}
