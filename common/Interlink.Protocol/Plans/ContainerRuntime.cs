namespace Interlink.Protocol.Plans;

/// <summary>What starts a container.</summary>
public enum ContainerRuntime
{
    /// <summary>Singularity or Apptainer: one program each container, which becomes the container's first process.</summary>
    Singularity,

    /// <summary>No container at all: a process of the machine.</summary>
    Host,

    /// <summary>Enroot: the image is imported and unpacked, then started.</summary>
    Enroot,

    /// <summary>Podman.</summary>
    Podman,

    /// <summary>The client of a Docker daemon.</summary>
    Docker,
}
