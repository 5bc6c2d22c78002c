namespace Interlink.Slurm.Configuration;

/// <summary>What becomes of a pod's <c>ephemeral-storage</c>.</summary>
internal enum EphemeralStorageKind
{
    /// <summary><c>--tmp</c> where the cluster's nodes declare a TmpDisk: elsewhere Slurm would refuse every such job.</summary>
    Auto,

    /// <summary>Always <c>--tmp</c>.</summary>
    Tmp,

    /// <summary>Nothing.</summary>
    Ignore,
}
