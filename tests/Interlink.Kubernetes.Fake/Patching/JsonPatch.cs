using System.Globalization;
using System.Text.Json.Nodes;
using Interlink.Kubernetes.Fake.Storage;

namespace Interlink.Kubernetes.Fake.Patching;

/// <summary>RFC 6902.</summary>
internal static class JsonPatch
{
    public static JsonObject Apply(JsonObject target, JsonArray operations)
    {
        foreach (JsonObject operation in operations.OfType<JsonObject>())
        {
            string[] path = Pointer(operation.Text("path"));
            switch (operation.Text("op"))
            {
                case "add":
                    Add(target, path, operation["value"]?.DeepClone());
                    break;
                case "remove":
                    Remove(target, path);
                    break;
                case "replace":
                    Remove(target, path);
                    Add(target, path, operation["value"]?.DeepClone());
                    break;
                case "test":
                    if (!JsonNode.DeepEquals(Find(target, path), operation["value"]))
                    {
                        throw Wrong($"testing value {operation.Text("path")} failed: test failed");
                    }

                    break;
                case "move":
                    JsonNode? moved = Find(target, Pointer(operation.Text("from")))?.DeepClone();
                    Remove(target, Pointer(operation.Text("from")));
                    Add(target, path, moved);
                    break;
                case "copy":
                    Add(target, path, Find(target, Pointer(operation.Text("from")))?.DeepClone());
                    break;
                default:
                    throw ApiException.BadRequest("json patch: unknown operation");
            }
        }

        return target;
    }

    private static string[] Pointer(string text) => text.Length == 0 ? [] : [.. text[1..].Split('/').Select(part =>
        part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    private static JsonNode? Find(JsonObject target, string[] path)
    {
        JsonNode? at = target;
        foreach (string step in path)
        {
            at = at switch
            {
                JsonObject json => json[step],
                JsonArray list when Index(list, step) is { } index && index < list.Count => list[index],
                _ => null,
            };
        }

        return at;
    }

    private static void Add(JsonObject target, string[] path, JsonNode? value)
    {
        switch (Find(target, path[..^1]))
        {
            case JsonObject json:
                json[path[^1]] = value;
                break;
            case JsonArray list when path[^1] == "-":
                list.Add(value);
                break;
            case JsonArray list when Index(list, path[^1]) is { } index && index <= list.Count:
                list.Insert(index, value);
                break;
            default:
                throw Missing(path);
        }
    }

    private static void Remove(JsonObject target, string[] path)
    {
        switch (Find(target, path[..^1]))
        {
            case JsonObject json when json.Remove(path[^1]):
                break;
            case JsonArray list when Index(list, path[^1]) is { } index && index < list.Count:
                list.RemoveAt(index);
                break;
            default:
                throw Missing(path);
        }
    }

    private static int? Index(JsonArray list, string step) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index <= list.Count ? index : null;

    private static ApiException Missing(string[] path) => Wrong($"path /{string.Join('/', path)}: missing path");

    private static ApiException Wrong(string message) => new(422, "Invalid", "the server rejected our request due to an error in our request: " + message);
}
