using System.Text;
using System.Text.Json.Nodes;
using Interlink.Protocol.Json;

namespace Interlink.Protocol.Pods;

/// <summary>A secret (Kubernetes' <c>v1.Secret</c>), read in place.</summary>
public sealed class SecretView
{
    private readonly FieldReader _secret;

    /// <summary>Creates a view.</summary>
    /// <param name="json">The secret.</param>
    public SecretView(JsonObject json)
        : this(json, "")
    {
    }

    internal SecretView(JsonObject json, string path)
    {
        Json = json;
        _secret = new FieldReader(json, path);
    }

    /// <summary>The secret as it came.</summary>
    public JsonObject Json { get; }

    /// <summary>The secret's name; empty when absent.</summary>
    public string Name => _secret.Inside("metadata").Text("name") ?? "";

    /// <summary>The secret's type; <c>Opaque</c> when absent or empty.</summary>
    public string Type => _secret.Text("type") is { Length: > 0 } type ? type : "Opaque";

    /// <summary>
    /// Bytes by key: <c>data</c> decoded from base64, and <c>stringData</c> as UTF-8, which wins as it does in Kubernetes.
    /// </summary>
    public IReadOnlyDictionary<string, byte[]> Data => field ??= Merge();

    private IReadOnlyDictionary<string, byte[]> Merge()
    {
        IReadOnlyDictionary<string, byte[]> data = _secret.Map("data", Scalars.Base64, []);
        IReadOnlyDictionary<string, string> texts = _secret.Map("stringData", Scalars.Text, "");
        if (texts.Count == 0)
        {
            return data;
        }

        var merged = new Dictionary<string, byte[]>(data, StringComparer.Ordinal);
        foreach ((string key, string text) in texts)
        {
            merged[key] = Encoding.UTF8.GetBytes(text);
        }

        return merged;
    }
}
