using System.Text.Json;
using System.Text.Json.Nodes;

namespace Interlink.Kubernetes.Fake.Storage;

/// <summary>Reads and writes fields of objects by their paths.</summary>
internal static class Fields
{
    public static JsonObject Metadata(this JsonObject json)
    {
        if (json["metadata"] is JsonObject metadata)
        {
            return metadata;
        }

        var made = new JsonObject();
        json["metadata"] = made;
        return made;
    }

    public static string Text(this JsonObject? json, string field) =>
        json?[field] is { } node && node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : "";

    public static long? Number(this JsonObject? json, string field) =>
        json?[field] is { } node && node.GetValueKind() == JsonValueKind.Number && long.TryParse(node.ToJsonString(), out long number)
            ? number : null;

    /// <summary>A scalar at a path such as <c>spec.nodeName</c>, as field selectors see it; empty when absent.</summary>
    public static string At(this JsonObject json, string path)
    {
        JsonNode? node = json;
        foreach (string part in path.Split('.'))
        {
            node = (node as JsonObject)?[part];
        }

        return node switch
        {
            null or JsonObject or JsonArray => "",
            JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
            _ => node.ToJsonString(),
        };
    }

    public static JsonObject Child(this JsonObject json, string field)
    {
        if (json[field] is JsonObject found)
        {
            return found;
        }

        var made = new JsonObject();
        json[field] = made;
        return made;
    }

    public static void Default(this JsonObject json, string field, JsonNode value)
    {
        if (json[field] is null)
        {
            json[field] = value;
        }
    }

    public static JsonObject Clone(this JsonObject json) => (JsonObject)json.DeepClone();
}
