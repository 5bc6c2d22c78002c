using System.Text.Json.Serialization;

namespace Interlink.Protocol.Plans;

/// <summary>What a container may do, as its runtime can arrange it; what it cannot was told when the pod came.</summary>
public sealed record ContainerSecurity
{
    /// <summary>The numeric user inside the container; null leaves the runtime's.</summary>
    public long? User { get; init; }

    /// <summary>The numeric group inside the container; null leaves the runtime's.</summary>
    public long? Group { get; init; }

    /// <summary>Further numeric groups of the container's first program; null leaves the runtime's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<long>? Groups { get; init; }

    /// <summary>True when the container must not start as root, which only the node can tell.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NonRoot { get; init; }

    /// <summary>True when the container must not write to its own root file system.</summary>
    public bool ReadOnlyRoot { get; init; }

    /// <summary>True for all privileges that the runtime has to give.</summary>
    public bool Privileged { get; init; }

    /// <summary>True when no program in the container may gain privileges by its file's mode.</summary>
    public bool NoNewPrivileges { get; init; }

    /// <summary>Capabilities to add, without <c>CAP_</c>.</summary>
    public IReadOnlyList<string> AddedCapabilities { get; init => field = value ?? []; } = [];

    /// <summary>Capabilities to take, without <c>CAP_</c>; <c>ALL</c> is one of them.</summary>
    public IReadOnlyList<string> DroppedCapabilities { get; init => field = value ?? []; } = [];
}
