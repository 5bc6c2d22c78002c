using System.Text.Json.Serialization;

namespace Interlink.Protocol.Plans;

/// <summary>A file or folder of the machine made visible in a container.</summary>
/// <param name="Source">An absolute path on the machine.</param>
/// <param name="Target">An absolute path in the container.</param>
/// <param name="ReadOnly">True when the container may not write to it.</param>
public sealed record MountPlan(string Source, string Target, bool ReadOnly)
{
    /// <summary>
    /// Folders in one of which the source has to be when the container starts, symbolic links followed; null means that it may be anywhere.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Within { get; init; }

    /// <summary>Folders that the source may then neither be in nor hold; null means none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Outside { get; init; }
}
