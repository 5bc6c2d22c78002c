using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.KubernetesSidecar.Configuration;
using Interlink.KubernetesSidecar.Naming;

namespace Interlink.KubernetesSidecar.Translation;

/// <summary>Applies <see cref="FieldTable"/> to objects of one pod.</summary>
/// <param name="options">Says what the configured fields are.</param>
/// <param name="podUid">The pod to whose UID names are bound.</param>
/// <param name="brought">Names of the secrets that the request brings.</param>
internal sealed class FieldChanges(SidecarOptions options, string podUid, IReadOnlySet<string> brought)
{
    /// <summary>Changes <paramref name="json"/> in place.</summary>
    public void Apply(JsonObject json, ObjectKinds kind)
    {
        foreach (var rule in FieldTable.Rules)
        {
            if (!rule.Kinds.HasFlag(kind))
                continue;
            foreach (var path in rule.Paths)
                Apply(json, path, rule.Change);
        }
    }

    private void Apply(JsonObject json, string path, FieldChange change)
    {
        if (change is FieldChange.Always always)
        {
            Set(json, path, always.Value);
            return;
        }
        if (change is FieldChange.Configured configured)
        {
            var value = Configured(configured.Key);
            if (value is not null || !configured.Keep)
                Set(json, path, value);
            return;
        }
        foreach (var (parent, field) in JsonPath.Find(json, path))
        {
            if (change is FieldChange.Drop)
                parent.Remove(field);
            else if (Text(parent[field]) is { Length: > 0 } text && Changed(text, change) is { } changed)
                parent[field] = changed;
        }
    }

    private string? Changed(string text, FieldChange change) => change switch
    {
        FieldChange.Rename rename when !rename.OnlyIfBrought || brought.Contains(text) => RemoteNames.Object(text, podUid),
        FieldChange.Substitute substitute when substitute.From == text => substitute.To,
        _ => null,
    };

    private JsonNode? Configured(string key) => key switch
    {
        "offloading.node_selector" => options.NodeSelector is { } selector
            ? new JsonObject(selector.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)))
            : null,
        "offloading.node_tolerations" => options.Tolerations?.DeepClone(),
        _ => throw new InvalidOperationException($"There is no configured field {key}."),
    };

    /// <summary>Sets a field of an object at the top of the document, or takes it away.</summary>
    private static void Set(JsonObject json, string path, JsonNode? value)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        if (json[path[..dot]] is not JsonObject parent)
            return;
        if (value is null)
            parent.Remove(path[(dot + 1)..]);
        else
            parent[path[(dot + 1)..]] = value;
    }

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
