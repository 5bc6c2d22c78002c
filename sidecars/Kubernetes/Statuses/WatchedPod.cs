using Interlink.Protocol.Statuses;

namespace Interlink.KubernetesSidecar.Statuses;

/// <summary>What is remembered of a remote pod: what it answers to questions, and not the pod itself.</summary>
internal sealed record WatchedPod
{
    /// <summary>Stands for a pod that has the label, but that nobody offloaded.</summary>
    public static WatchedPod Nobodys { get; } = new()
    {
        Namespace = "", Name = "", Uid = "", SourceUid = "", SourceNamespace = "", Containers = [],
    };

    /// <summary>The remote namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The remote name.</summary>
    public required string Name { get; init; }

    /// <summary>The UID in the remote cluster.</summary>
    public required string Uid { get; init; }

    /// <summary>The UID in the local cluster; empty for a pod that nobody offloaded.</summary>
    public required string SourceUid { get; init; }

    /// <summary>The namespace in the local cluster.</summary>
    public required string SourceNamespace { get; init; }

    /// <summary>True once it has been deleted and until it is gone.</summary>
    public bool Deleting { get; init; }

    /// <summary>True when it is gone from the remote cluster without having been deleted here.</summary>
    public bool Gone { get; init; }

    /// <summary>The containers that were asked for.</summary>
    public required IReadOnlyList<ContainerStatus> Containers { get; init; }

    /// <summary>The init containers that were asked for, without sidecars.</summary>
    public IReadOnlyList<ContainerStatus> InitContainers { get; init; } = [];

    /// <summary>The init containers that keep running; null when there are none.</summary>
    public IReadOnlyList<ContainerStatus>? SidecarContainers { get; init; }

    /// <summary>The containers of the remote pod that nobody asked for; they are not told, but have logs.</summary>
    public IReadOnlyList<ContainerStatus> AddedContainers { get; init; } = [];

    /// <summary>A container by its name; null when the pod has none of that name.</summary>
    public ContainerStatus? Container(string name) => Containers.Concat(InitContainers).Concat(SidecarContainers ?? []).Concat(AddedContainers)
        .FirstOrDefault(container => container.Name == name);
}
