using System.Text.Json.Nodes;
using Interlink.Protocol.Json;

namespace Interlink.Protocol.Pods;

/// <summary>A place where a volume appears in a container (Kubernetes' <c>v1.VolumeMount</c>), read in place.</summary>
public sealed class VolumeMountView
{
    private readonly FieldReader _mount;

    internal VolumeMountView(JsonObject json, string path)
    {
        Json = json;
        _mount = new FieldReader(json, path);
    }

    /// <summary>The mount as it came.</summary>
    public JsonObject Json { get; }

    /// <summary>The volume's name; empty when absent.</summary>
    public string Name => _mount.Text("name") ?? "";

    /// <summary>The path in the container; empty when absent.</summary>
    public string MountPath => _mount.Text("mountPath") ?? "";

    /// <summary>The part of the volume that is mounted, relative; null when it is all of it.</summary>
    public string? SubPath => _mount.Text("subPath") is { Length: > 0 } path ? path : null;

    /// <summary>The same with <c>$(NAME)</c> to expand; null when absent.</summary>
    public string? SubPathExpr => _mount.Text("subPathExpr") is { Length: > 0 } path ? path : null;

    /// <summary>True when the container may not write to it.</summary>
    public bool ReadOnly => _mount.Flag("readOnly") ?? false;
}
