using System.Text.Json.Nodes;

namespace Interlink.Kubernetes.Fake.Storage;

/// <summary>
/// The fields of an object, each by the steps to it (<c>f:spec</c>, <c>k:{"name":"web"}</c>), with a line feed between. Lists without a key are
/// one field.
/// </summary>
internal static class FieldPaths
{
    private const char Between = '\n';

    /// <summary>The fields that somebody can own, and their values.</summary>
    public static Dictionary<string, string> Of(JsonObject json)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, JsonNode? value) in json)
        {
            if (name == "metadata" && value is JsonObject metadata)
            {
                foreach (string field in (string[])["labels", "annotations", "finalizers", "ownerReferences"])
                {
                    Walk($"f:metadata{Between}f:{field}", field, metadata[field], found);
                }
            }
            else if (name is not ("apiVersion" or "kind" or "metadata"))
            {
                Walk("f:" + name, name, value, found);
            }
        }

        return found;
    }

    public static JsonObject Encode(IEnumerable<string> paths)
    {
        var root = new JsonObject();
        foreach (string path in paths.Order(StringComparer.Ordinal))
        {
            JsonObject at = root;
            foreach (string step in path.Split(Between))
            {
                at = at.Child(step);
            }
        }

        return root;
    }

    public static HashSet<string> Decode(JsonObject fields)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        Collect("", fields, found);
        return found;
    }

    /// <summary>For sentences: <c>.spec.replicas</c>.</summary>
    public static string Shown(string path) => string.Concat(path.Split(Between).Select(step =>
        step.StartsWith("f:", StringComparison.Ordinal) ? "." + step[2..] : $"[{step[2..].Trim('{', '}').Replace(":", "=", StringComparison.Ordinal)}]"));

    public static string[] Steps(string path) => path.Split(Between);

    private static void Collect(string path, JsonObject fields, HashSet<string> found)
    {
        foreach ((string step, JsonNode? below) in fields)
        {
            string here = path.Length == 0 ? step : path + Between + step;
            if (below is JsonObject { Count: > 0 } inner)
            {
                Collect(here, inner, found);
            }
            else if (step != ".")
            {
                found.Add(here);
            }
        }
    }

    private static void Walk(string path, string name, JsonNode? value, Dictionary<string, string> found)
    {
        if (value is JsonObject { Count: > 0 } inner)
        {
            foreach ((string field, JsonNode? below) in inner)
            {
                Walk($"{path}{Between}f:{field}", field, below, found);
            }
        }
        else if (value is JsonArray list && MergeKeys.Of(name, list) is { } key)
        {
            foreach (JsonObject item in list.OfType<JsonObject>())
            {
                string step = "k:" + new JsonObject { [key] = item[key]?.DeepClone() }.ToJsonString();
                foreach ((string field, JsonNode? below) in item)
                {
                    Walk($"{path}{Between}{step}{Between}f:{field}", field, below, found);
                }
            }
        }
        else if (value is not null)
        {
            found[path] = value.ToJsonString();
        }
    }
}
