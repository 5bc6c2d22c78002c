using System.Text.Json.Nodes;
using Interlink.Protocol.Pods;

namespace Interlink.Protocol.Wire;

/// <summary>What the API server found for the volume mounts of one container.</summary>
/// <param name="Name">The container's name.</param>
/// <param name="ConfigMaps">The config maps it mounts.</param>
/// <param name="ProjectedVolumeMaps">One per projected volume: named like the volume, its data maps file names to contents.</param>
/// <param name="Secrets">The secrets it mounts.</param>
public sealed record ContainerVolumes(
    string Name,
    IReadOnlyList<ConfigMapView> ConfigMaps,
    IReadOnlyList<ConfigMapView> ProjectedVolumeMaps,
    IReadOnlyList<SecretView> Secrets)
{
    /// <summary>The claims it mounts (<c>v1.PersistentVolumeClaim</c>), which only sidecars for another cluster have a use for.</summary>
    public IReadOnlyList<JsonObject> PersistentVolumeClaims { get; init; } = [];
}
