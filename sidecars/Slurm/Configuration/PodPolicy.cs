using System.Text.RegularExpressions;

namespace Interlink.Slurm.Configuration;

/// <summary>What the administrator lets pods ask for. The default lets them ask for everything, as the Go plugin does.</summary>
internal sealed record PodPolicy
{
    /// <summary>A policy that refuses nothing.</summary>
    public static PodPolicy Open { get; } = new();

    /// <summary>
    /// False refuses what runs outside of the containers: pre-exec, mesh script, wstunnel commands, a job script, options of mpiexec, and
    /// sbatch flags that choose the batch script's environment.
    /// </summary>
    public bool AllowShell { get; init; } = true;

    /// <summary>False refuses privileged containers and those that ask for capabilities.</summary>
    public bool AllowPrivileged { get; init; } = true;

    /// <summary>Annotations no pod may have.</summary>
    public IReadOnlySet<string> DeniedAnnotations { get; init; } = new HashSet<string>();

    /// <summary>Long names of the sbatch flags that pods may set; null means all.</summary>
    public IReadOnlySet<string>? AllowedFlags { get; init; }

    /// <summary>Long names of the sbatch flags that pods may not set.</summary>
    public IReadOnlySet<string> DeniedFlags { get; init; } = new HashSet<string>();

    /// <summary>The values that a flag may have, by its long name.</summary>
    public IReadOnlyDictionary<string, Regex> FlagValues { get; init; } = new Dictionary<string, Regex>();

    /// <summary>The folders below which hostPaths may be; null means anywhere. Each without dots and a trailing slash.</summary>
    public IReadOnlyList<string>? HostPaths { get; init; }

    /// <summary>The folders below which hostPaths are mounted read-only, whatever the pod says.</summary>
    public IReadOnlyList<string> ReadOnlyHostPaths { get; init; } = [];

    /// <summary>
    /// The options of the container runtime that pods may add (<c>--bind</c>) and what their values have to be, null for one that takes
    /// none; null for everything means that all may be added.
    /// </summary>
    public IReadOnlyDictionary<string, Regex?>? RuntimeOptions { get; init; }

    /// <summary>What an image, as the runtime gets it, has to be; null means anything.</summary>
    public Regex? Images { get; init; }

    /// <summary>The lowest numeric user a job may run as.</summary>
    public long LowestUser { get; init; }
}
