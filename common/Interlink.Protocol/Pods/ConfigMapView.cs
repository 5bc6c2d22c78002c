using System.Text.Json.Nodes;
using Interlink.Protocol.Json;

namespace Interlink.Protocol.Pods;

/// <summary>A config map (Kubernetes' <c>v1.ConfigMap</c>), read in place.</summary>
public sealed class ConfigMapView
{
    private readonly FieldReader _map;

    /// <summary>Creates a view.</summary>
    /// <param name="json">The config map.</param>
    public ConfigMapView(JsonObject json)
        : this(json, "")
    {
    }

    internal ConfigMapView(JsonObject json, string path)
    {
        Json = json;
        _map = new FieldReader(json, path);
    }

    /// <summary>The config map as it came.</summary>
    public JsonObject Json { get; }

    /// <summary>The config map's name; empty when absent.</summary>
    public string Name => _map.Inside("metadata").Text("name") ?? "";

    /// <summary>Texts by key.</summary>
    public IReadOnlyDictionary<string, string> Data => field ??= _map.Map("data", Scalars.Text, "");

    /// <summary>Bytes by key; on the wire they are base64.</summary>
    public IReadOnlyDictionary<string, byte[]> BinaryData => field ??= _map.Map("binaryData", Scalars.Base64, []);
}
