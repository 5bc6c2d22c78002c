namespace Interlink.Slurm.Configuration;

/// <summary>What a ping offers: the key <c>PingResources</c>.</summary>
internal enum PingResourcesKind
{
    /// <summary>What is free in the cluster and what this sidecar's pods hold: Kubernetes subtracts its own pods itself.</summary>
    FreeAndOwn,

    /// <summary>Only what is free, as the Go plugin answers.</summary>
    Free,

    /// <summary>All that the cluster has.</summary>
    Total,
}
