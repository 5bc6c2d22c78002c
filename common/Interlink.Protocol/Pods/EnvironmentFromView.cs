using System.Text.Json.Nodes;
using Interlink.Protocol.Json;

namespace Interlink.Protocol.Pods;

/// <summary>A config map or secret all of whose keys become variables (Kubernetes' <c>v1.EnvFromSource</c>), read in place.</summary>
public sealed class EnvironmentFromView
{
    private readonly FieldReader _source;

    internal EnvironmentFromView(JsonObject json, string path)
    {
        Json = json;
        _source = new FieldReader(json, path);
    }

    /// <summary>The source as it came.</summary>
    public JsonObject Json { get; }

    /// <summary>Stands before each key; empty when absent.</summary>
    public string Prefix => _source.Text("prefix") ?? "";

    /// <summary>The config map; null when the source is not one.</summary>
    public ObjectReference? ConfigMapRef => Reference("configMapRef");

    /// <summary>The secret; null when the source is not one.</summary>
    public ObjectReference? SecretRef => Reference("secretRef");

    private ObjectReference? Reference(string field) => _source.ObjectOrNull(field) is { } json
        ? ObjectReference.Read(new FieldReader(json, _source.PathOf(field)))
        : null;
}
