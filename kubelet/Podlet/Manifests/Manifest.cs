using System.Text.Json.Nodes;
using Interlink.Protocol.Pods;
using Interlink.Yaml;

namespace Interlink.Podlet.Manifests;

/// <summary>A pod as a user wrote it down, and what came with it.</summary>
/// <param name="Pod">The pod; it has a name and a UID.</param>
/// <param name="ConfigMaps">The config maps of the same file.</param>
/// <param name="Secrets">Its secrets.</param>
/// <param name="Ignored">Objects that have no meaning here, as <c>kind/name</c>.</param>
internal sealed record Manifest(
    PodView Pod, IReadOnlyList<ConfigMapView> ConfigMaps, IReadOnlyList<SecretView> Secrets, IReadOnlyList<string> Ignored)
{
    /// <summary>Reads YAML or JSON, one document or several; the first pod counts.</summary>
    /// <exception cref="YamlFormatException">It is neither.</exception>
    /// <exception cref="PodletException">There is no pod in it.</exception>
    public static Manifest Read(string text, string source)
    {
        JsonObject? pod = null;
        List<ConfigMapView> configMaps = [];
        List<SecretView> secrets = [];
        List<string> ignored = [];
        foreach (JsonObject item in YamlDocument.ParseAll(text, source).SelectMany(Items))
        {
            switch (Text(item, "kind"))
            {
                case "Pod" when pod is null: pod = item; break;
                case "ConfigMap": configMaps.Add(new ConfigMapView(item)); break;
                case "Secret": secrets.Add(new SecretView(item)); break;
                case var kind: ignored.Add($"{kind ?? "object"}/{Text(item["metadata"], "name")}"); break;
            }
        }

        return pod is null
            ? throw new PodletException(ExitCodes.BadPlan, $"{source} has no object of the kind Pod.")
            : new Manifest(new PodView(Named(pod)), configMaps, secrets, ignored);
    }

    private static IEnumerable<JsonObject> Items(JsonNode? document) => document switch
    {
        JsonObject list when Text(list, "kind") == "List" && list["items"] is JsonArray items => items.OfType<JsonObject>(),
        JsonObject one => [one],
        _ => [],
    };

    // What an API server would have given it.
    private static JsonObject Named(JsonObject pod)
    {
        if (pod["metadata"] is not JsonObject metadata)
            return pod;
        string uid = Guid.NewGuid().ToString();
        metadata["uid"] ??= uid;
        if (Text(metadata, "name") is null && Text(metadata, "generateName") is { } start)
            metadata["name"] = start + uid[..5];
        return pod;
    }

    private static string? Text(JsonNode? node, string name) =>
        node is JsonObject from && from[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
