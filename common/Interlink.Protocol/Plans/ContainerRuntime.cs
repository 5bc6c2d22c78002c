namespace Interlink.Protocol.Plans;

/// <summary>The kinds of container runtime.</summary>
public enum ContainerRuntime
{
    /// <summary>Singularity or Apptainer: <c>exec</c> and <c>run</c> with the same options.</summary>
    Singularity,

    /// <summary>No container: a plain process of the machine, without isolation, image or mounts.</summary>
    Host,
}
