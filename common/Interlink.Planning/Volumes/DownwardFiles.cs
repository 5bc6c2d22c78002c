using System.Text;
using System.Text.Json.Nodes;
using Interlink.Protocol;
using Interlink.Protocol.Pods;
using Interlink.Planning.Environments;

namespace Interlink.Planning.Volumes;

/// <summary>The files of a downward API volume: fields of the pod and resources of its containers.</summary>
internal sealed class DownwardFiles(PodView pod, ContainerAmounts amounts)
{
    public IEnumerable<VolumeFile> Of(VolumeView volume, int mode, string subject)
    {
        foreach (var node in Field(Field(volume.Json, "downwardAPI"), "items") as JsonArray ?? [])
        {
            string path = Text(node, "path");
            KeyedFiles.Valid(KubernetesNames.ItemPath(path), path, subject);
            byte[] content = Encoding.UTF8.GetBytes(Content(node, $"The file '{path}' of "
                + $"{char.ToLowerInvariant(subject[0])}{subject[1..]}"));
            yield return new VolumeFile(path, content, Number(node, "mode") ?? mode);
        }
    }

    private string Content(JsonNode? item, string subject)
    {
        if (Field(item, "fieldRef") is { } field)
        {
            return PodFields.FileContent(pod, Text(field, "fieldPath"))
                ?? throw Reject.Invalid($"{subject} asks for a field of the pod that is not known here.");
        }

        if (Field(item, "resourceFieldRef") is not { } resource)
            throw Reject.Invalid($"{subject} names neither a field nor a resource: give it a fieldRef or a resourceFieldRef.");
        Quantity? divisor = Field(resource, "divisor") is JsonValue given && Quantity.TryParse(given.ToString(), out var unit)
            ? unit
            : null;
        return amounts.Value(new ResourceFieldRef(Text(resource, "containerName"), Text(resource, "resource"), divisor), null, subject);
    }

    private static string Text(JsonNode? json, string name) =>
        Field(json, name) is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    private static int? Number(JsonNode? json, string name) =>
        Field(json, name) is JsonValue value && value.TryGetValue(out int number) ? number : null;

    // Go's decoder takes field names in any case.
    private static JsonNode? Field(JsonNode? json, string name)
    {
        if (json is not JsonObject fields)
            return null;
        return fields.TryGetPropertyValue(name, out var exact)
            ? exact
            : fields.FirstOrDefault(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
    }
}
