using Interlink.Planning.Environments;
using Interlink.Planning.Scripts;

namespace Interlink.Slurm.Planning;

/// <summary>The annotations by which a pod speaks to the sidecar.</summary>
internal static class PodAnnotations
{
    public const string Flags = "slurm-job.vk.io/flags";
    public const string Flavor = "slurm-job.vk.io/flavor";
    public const string PreExec = MeshHeredoc.Annotation;
    public const string ImageRoot = "slurm-job.vk.io/image-root";
    public const string SingularityOptions = "slurm-job.vk.io/singularity-options";
    public const string SingularityMounts = "slurm-job.vk.io/singularity-mounts";
    public const string EnrootOptions = "slurm-job.vk.io/enroot-options";
    public const string EnrootMounts = "slurm-job.vk.io/enroot-mounts";
    public const string MpiFlags = "slurm-job.vk.io/mpi-flags";
    public const string PodIp = PodFields.PodIp;
    public const string WstunnelCommands = "interlink.eu/wstunnel-client-commands";

    /// <summary>The annotation's text; empty when the pod has none.</summary>
    public static string Of(IReadOnlyDictionary<string, string> annotations, string name) => annotations.GetValueOrDefault(name, "");
}
