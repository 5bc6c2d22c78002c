using System.Text.Json.Nodes;
using Interlink.Hosting;
using Interlink.KubernetesSidecar.Naming;
using Interlink.Protocol.Wire;

namespace Interlink.KubernetesSidecar.Configuration;

/// <summary>What the sidecar is told. Read once, validated at the start, fixed afterwards.</summary>
internal sealed record SidecarOptions
{
    /// <summary>Where it listens, whom it lets in, what it logs.</summary>
    public HostOptions Host { get; init; } = new();

    /// <summary>The kubeconfig file; null when the text is used, or the access of the pod in which the sidecar runs.</summary>
    public string? KubeConfigPath { get; init; }

    /// <summary>The kubeconfig itself.</summary>
    public string? KubeConfigText { get; init; }

    /// <summary>The kubeconfig's context; null for its current one.</summary>
    public string? Context { get; init; }

    /// <summary>What replaces fields of the kubeconfig's cluster.</summary>
    public JsonObject? Cluster { get; init; }

    /// <summary>What replaces fields of the kubeconfig's user.</summary>
    public JsonObject? User { get; init; }

    /// <summary>How long a create is tried again while the remote cluster does not answer.</summary>
    public TimeSpan RetryTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What things are called in the remote cluster.</summary>
    public RemoteNames Names { get; init; } = new("", new HashSet<string>());

    /// <summary>The remote pods' node selector; null for none.</summary>
    public IReadOnlyDictionary<string, string>? NodeSelector { get; init; }

    /// <summary>The remote pods' tolerations; null keeps their own.</summary>
    public JsonArray? Tolerations { get; init; }

    /// <summary>The only remote namespaces there are; empty means all, with rights for the whole cluster.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>What a ping offers where nodes may not be listed; null for nothing.</summary>
    public PingResources? Capacity { get; init; }

    /// <summary>The virtual node's taints; null leaves them to the virtual kubelet.</summary>
    public IReadOnlyList<PingTaint>? Taints { get; init; }

    /// <summary>How meshes are set up.</summary>
    public MeshOptions Mesh { get; init; } = new();

    /// <summary>Where deletions and the sidecar's name are kept.</summary>
    public required string StateFolder { get; init; }

    /// <summary>The sidecar's name among others of one cluster; null for one that is made up and kept in the state folder.</summary>
    public string? Instance { get; init; }
}
