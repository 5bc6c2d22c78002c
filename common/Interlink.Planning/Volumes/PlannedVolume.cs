using Interlink.Protocol.Pods;

namespace Interlink.Planning.Volumes;

/// <summary>A volume and where it is.</summary>
/// <param name="View">The volume.</param>
/// <param name="Path">The absolute path on the machine.</param>
/// <param name="InJobFolder">The path relative to the job folder; null for a path of the machine.</param>
internal sealed record PlannedVolume(VolumeView View, string Path, string? InJobFolder)
{
    /// <summary>Kubernetes never lets a container write to what was made of the pod's own objects.</summary>
    public bool AlwaysReadOnly => ReadOnlyByPolicy || View.Kind is not (VolumeKind.EmptyDir or VolumeKind.HostPath);

    /// <summary>True when the administrator lets pods read it only.</summary>
    public bool ReadOnlyByPolicy { get; init; }

    /// <summary>The folders in which the administrator lets it be; null means anywhere.</summary>
    public IReadOnlyList<string>? Within { get; init; }

    /// <summary>The folders in which the administrator lets no pod write; null means none.</summary>
    public IReadOnlyList<string>? NotWritable { get; init; }
}
