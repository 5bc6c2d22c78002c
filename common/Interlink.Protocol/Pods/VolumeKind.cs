namespace Interlink.Protocol.Pods;

/// <summary>Where a volume's content comes from.</summary>
public enum VolumeKind
{
    /// <summary>A kind that is not known here; <see cref="VolumeView.KindName"/> names it.</summary>
    Other,

    /// <summary>A config map.</summary>
    ConfigMap,

    /// <summary>A secret.</summary>
    Secret,

    /// <summary>Several sources in one folder.</summary>
    Projected,

    /// <summary>An empty folder that lives as long as the pod; also the kind of a volume that names none, as in Kubernetes.</summary>
    EmptyDir,

    /// <summary>A file or folder of the machine.</summary>
    HostPath,

    /// <summary>A claim to a persistent volume.</summary>
    PersistentVolumeClaim,

    /// <summary>Fields of the pod as files.</summary>
    DownwardApi,
}
