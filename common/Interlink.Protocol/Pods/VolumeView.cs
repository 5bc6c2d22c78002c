using System.Text.Json.Nodes;
using Interlink.Protocol.Json;

namespace Interlink.Protocol.Pods;

/// <summary>
/// A volume of a pod, or one source of a projected volume (Kubernetes' <c>v1.Volume</c>, <c>v1.VolumeProjection</c>), read in place.
/// </summary>
public sealed class VolumeView
{
    private static readonly (string Field, VolumeKind Kind)[] Kinds =
    [
        ("configMap", VolumeKind.ConfigMap),
        ("secret", VolumeKind.Secret),
        ("projected", VolumeKind.Projected),
        ("emptyDir", VolumeKind.EmptyDir),
        ("hostPath", VolumeKind.HostPath),
        ("persistentVolumeClaim", VolumeKind.PersistentVolumeClaim),
        ("downwardAPI", VolumeKind.DownwardApi),
    ];

    private readonly FieldReader _volume;
    private readonly FieldReader _source;

    internal VolumeView(JsonObject json, string path)
    {
        Json = json;
        _volume = new FieldReader(json, path);
        (Kind, KindName) = FindKind();
        _source = _volume.Inside(KindName);
    }

    /// <summary>The volume as it came.</summary>
    public JsonObject Json { get; }

    /// <summary>The volume's name; empty when absent, and for a source of a projected volume.</summary>
    public string Name => _volume.Text("name") ?? "";

    /// <summary>Where the content comes from.</summary>
    public VolumeKind Kind { get; }

    /// <summary>The kind as Kubernetes' field is called, for example <c>configMap</c> or <c>nfs</c>.</summary>
    public string KindName { get; }

    /// <summary>The config map, secret or claim; empty for other kinds.</summary>
    public string SourceName => Kind switch
    {
        VolumeKind.ConfigMap => _source.Text("name"),
        // A secret is secretName as a volume, but name as a source of a projected one.
        VolumeKind.Secret => _source.Text("secretName") ?? _source.Text("name"),
        VolumeKind.PersistentVolumeClaim => _source.Text("claimName"),
        _ => null,
    } ?? "";

    /// <summary>True when the pod may run without the config map or secret.</summary>
    public bool Optional => Kind is VolumeKind.ConfigMap or VolumeKind.Secret && (_source.Flag("optional") ?? false);

    /// <summary>Permission bits of files without their own; null when absent (Kubernetes' default is 0644, octal).</summary>
    public int? DefaultMode => _source.Int32("defaultMode");

    /// <summary>The keys to take and their files; empty means every key under its own name.</summary>
    public IReadOnlyList<KeyToPath> Items => field ??= _source.Objects("items", KeyToPath.Read);

    /// <summary>The path on the machine; empty for other kinds.</summary>
    public string HostPath => Kind == VolumeKind.HostPath ? _source.Text("path") ?? "" : "";

    /// <summary>
    /// What must be at the path: empty (no check, the default), <c>Directory</c>, <c>DirectoryOrCreate</c>, <c>File</c>, ….
    /// </summary>
    public string HostPathType => Kind == VolumeKind.HostPath ? _source.Text("type") ?? "" : "";

    /// <summary>The most an empty folder may hold, in bytes; null when there is no limit.</summary>
    public Quantity? SizeLimit => Kind == VolumeKind.EmptyDir ? _source.Quantity("sizeLimit") : null;

    /// <summary>An empty folder's medium: empty for disk, <c>Memory</c> for memory.</summary>
    public string Medium => Kind == VolumeKind.EmptyDir ? _source.Text("medium") ?? "" : "";

    /// <summary>The sources of a projected volume, in their order; empty for other kinds.</summary>
    public IReadOnlyList<VolumeView> Sources => field ??= Kind == VolumeKind.Projected
        ? _source.Objects("sources", (json, path) => new VolumeView(json, path))
        : [];

    private (VolumeKind Kind, string Name) FindKind()
    {
        foreach ((string name, VolumeKind kind) in Kinds)
        {
            if (_volume.Find(name) is not null)
            {
                return (kind, name);
            }
        }

        foreach ((string name, JsonNode? value) in Json)
        {
            if (value is JsonObject)
            {
                return (VolumeKind.Other, name);
            }
        }

        return (VolumeKind.EmptyDir, "emptyDir");
    }
}
