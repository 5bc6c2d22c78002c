using System.Text.Json.Serialization;

namespace Interlink.Protocol.Plans;

/// <summary>What is done at a container's start and before its end.</summary>
public sealed record HooksPlan
{
    /// <summary>Done once the container runs, which counts as started only afterwards; its failure ends the container.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HandlerPlan? PostStart { get; init; }

    /// <summary>Done before the container is told to stop, within its grace period.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HandlerPlan? PreStop { get; init; }

    /// <summary>The signal, by its number, that tells the container to stop; null for SIGTERM.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? StopSignal { get; init; }
}
