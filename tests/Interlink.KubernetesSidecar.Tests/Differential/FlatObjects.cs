using System.Text.Json.Nodes;

namespace Interlink.KubernetesSidecar.Tests.Differential;

/// <summary>Objects as paths and what is there: fields with points, entries of lists by their number.</summary>
internal static class FlatObjects
{
    /// <summary>
    /// The paths of several objects. A path begins with the kind, for others than pods with the name, too. Kubernetes takes an empty list, an
    /// empty map and a false <c>readOnly</c> for nothing, except where a volume's kind is all that is said of it.
    /// </summary>
    public static Dictionary<string, string> Of(IEnumerable<JsonObject> objects)
    {
        var flat = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var json in objects)
        {
            var kind = (string)json["kind"]!;
            Add(flat, kind == "Pod" ? kind : $"{kind} {(string)json["metadata"]!["name"]!}", json);
        }
        return flat;
    }

    private static void Add(Dictionary<string, string> flat, string path, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } fields:
                foreach (var (name, value) in fields)
                    Add(flat, $"{path}.{name}", value);
                break;
            case JsonArray { Count: > 0 } entries:
                for (var number = 0; number < entries.Count; number++)
                    Add(flat, $"{path}[{number}]", entries[number]);
                break;
            case null or JsonArray:
            case JsonObject when !path.EndsWith(".emptyDir", StringComparison.Ordinal):
            case JsonValue when path.EndsWith(".readOnly", StringComparison.Ordinal) && !node.GetValue<bool>():
                break;
            default:
                flat.Add(path, node.ToJsonString());
                break;
        }
    }
}
