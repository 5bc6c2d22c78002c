using System.Text.Json.Nodes;
using Interlink.Yaml;

namespace Interlink.Planning.Tests.Fields;

/// <summary>A pod that has a field, and one to compare it with.</summary>
internal sealed record FieldExample(JsonObject With, JsonObject Without, string Named, JsonObject Unchecked)
{
    private static readonly JsonObject Examples =
        YamlDocument.Parse(Documents.Read("pod-field-examples.yaml"), "pod-field-examples.yaml")!.AsObject();

    public static IEnumerable<string> Fields => Examples.Select(example => example.Key);

    /// <summary>True when a plan shows what a runtime makes of the field.</summary>
    public bool IsChecked(string runtime) => !Unchecked.ContainsKey(runtime) && !Unchecked.ContainsKey("all");

    public static FieldExample Of(string field)
    {
        JsonObject example = Examples[field]!.AsObject();
        JsonObject without = Pod();
        if (example["base"] is JsonObject common)
            Merge(without, common);
        JsonObject with = without.DeepClone().AsObject();
        Merge(with, example);
        string named = (string?)example["named"] ?? field[(field.LastIndexOf('.') + 1)..];
        return new FieldExample(with, without, named, example["unchecked"] as JsonObject ?? []);
    }

    private static JsonObject Pod() => JsonNode.Parse("""
        {
          "metadata": {"name": "p", "namespace": "default", "uid": "u1"},
          "spec": {"containers": [{"name": "main", "image": "busybox", "command": ["x"]}]}
        }
        """)!.AsObject();

    private static void Merge(JsonObject pod, JsonObject change)
    {
        JsonObject spec = pod["spec"]!.AsObject();
        Into(spec, change["spec"]);
        JsonObject container = spec["containers"]![0]!.AsObject();
        Into(container, change["container"]);
        if (change["mount"] is not { } mount)
            return;
        if (container["volumeMounts"] is null)
            container["volumeMounts"] = new JsonArray(new JsonObject());
        Into(container["volumeMounts"]![0]!.AsObject(), mount);
    }

    private static void Into(JsonObject target, JsonNode? change)
    {
        foreach ((string name, JsonNode? value) in change as JsonObject ?? [])
        {
            if (value is JsonObject inner && target[name] is JsonObject place)
                Into(place, inner);
            else
                target[name] = value?.DeepClone();
        }
    }
}
