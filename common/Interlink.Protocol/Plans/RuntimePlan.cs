using System.Text.Json.Serialization;

namespace Interlink.Protocol.Plans;

/// <summary>The program that turns an image into a process.</summary>
public sealed record RuntimePlan
{
    /// <summary>How the program is spoken to.</summary>
    public required ContainerRuntime Kind { get; init; }

    /// <summary>
    /// The program and the words that stand before its sub-command, for example <c>["singularity"]</c>; empty for the host runtime.
    /// </summary>
    public IReadOnlyList<string> Command { get; init => field = value ?? []; } = [];

    /// <summary>Options given to every container, before those of the pod, for example <c>--containall</c>.</summary>
    public IReadOnlyList<string> Options { get; init => field = value ?? []; } = [];

    /// <summary>The folder with the passwords of registries (<see cref="RegistryFiles"/>), absolute; null when none came.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AuthFolder { get; init; }
}
