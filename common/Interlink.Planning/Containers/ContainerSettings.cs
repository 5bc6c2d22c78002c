using Interlink.Planning.Networks;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;

namespace Interlink.Planning.Containers;

/// <summary>What the place that a pod is planned for says about all of its containers.</summary>
internal sealed record ContainerSettings
{
    /// <summary>What starts them, and the options it gets for every pod.</summary>
    public required RuntimePlan Runtime { get; init; }

    /// <summary>What they see of the node's own files.</summary>
    public required NodeFiles NodeFiles { get; init; }

    /// <summary>Stands before an image that is neither a path nor has a scheme.</summary>
    public string ImagePrefix { get; init; } = "";

    /// <summary>Looks at an image as the runtime is to get it, and throws when the pod may not have it; null lets all pass.</summary>
    public Action<string, ContainerView>? CheckImage { get; init; }

    /// <summary>The pod's own options for the runtime.</summary>
    public IReadOnlyList<string> RuntimeWords { get; init; } = [];

    /// <summary>Options of <c>mpiexec</c> for a pod whose containers are ranks; null for the usual one.</summary>
    public IReadOnlyList<string>? MpiFlags { get; init; }

    /// <summary>The user that the pod's processes are, unless the runtime can give a container another one; null when that is not known.</summary>
    public long? PodUser { get; init; }

    /// <summary>Why no container gets its mounts, as the end of a sentence; null when they do.</summary>
    public string? NoMountsBecause { get; init; }

    /// <summary>Why no probe is run, as the end of a sentence; null when they are.</summary>
    public string? NoProbesBecause { get; init; }
}
