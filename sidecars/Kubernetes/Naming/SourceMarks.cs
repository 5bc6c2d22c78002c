namespace Interlink.KubernetesSidecar.Naming;

/// <summary>The labels and annotations by which remote objects are known, and those by which a pod speaks to the sidecar.</summary>
internal static class SourceMarks
{
    /// <summary>The label of everything that was offloaded; its value is <see cref="Offloading"/>.</summary>
    public const string OffloadingLabel = "interlink.io";

    /// <summary>The value of <see cref="OffloadingLabel"/>.</summary>
    public const string Offloading = "offloading";

    /// <summary>The label with the UID of the pod for which an object was made.</summary>
    public const string PodUidLabel = "interlink.io/source.pod_uid";

    /// <summary>The label with the name of the sidecar that made an object; the Python plugin sets none.</summary>
    public const string InstanceLabel = "interlink.io/sidecar";

    /// <summary>The annotation with the UID that an object has in the local cluster.</summary>
    public const string Uid = "interlink.io/source.uid";

    /// <summary>The annotation with the name that an object has in the local cluster.</summary>
    public const string Name = "interlink.io/source.name";

    /// <summary>The annotation with the namespace that an object has in the local cluster.</summary>
    public const string Namespace = "interlink.io/source.namespace";

    /// <summary>The annotation of a remote pod with the containers that were asked for: what the remote cluster adds is not told.</summary>
    public const string Containers = "interlink.io/source.containers";

    /// <summary>The annotation of a pod that names the claims to offload, comma-separated.</summary>
    public const string RemoteClaims = "interlink.io/remote-pvc";

    /// <summary>The annotation of a claim that says whether it goes with its pod (<see cref="RetentionDelete"/>) or stays.</summary>
    public const string Retention = "interlink.io/pvc-retention-policy";

    /// <summary>The value of <see cref="Retention"/> for a claim that goes with its pod.</summary>
    public const string RetentionDelete = "delete";

    /// <summary>Selects everything that was offloaded.</summary>
    public const string Selector = $"{OffloadingLabel}={Offloading}";
}
