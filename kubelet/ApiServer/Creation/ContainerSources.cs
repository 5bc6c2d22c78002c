using System.Text.Json;
using System.Text.Json.Nodes;

namespace Interlink.ApiServer.Creation;

/// <summary>What one container mounts.</summary>
/// <param name="Name">The container.</param>
/// <param name="ConfigMaps">Config maps.</param>
/// <param name="ProjectedVolumes">The contents of projected volumes.</param>
/// <param name="Secrets">Secrets.</param>
internal sealed record ContainerSources(
    string Name, IReadOnlyList<JsonObject> ConfigMaps, IReadOnlyList<JsonObject> ProjectedVolumes, IReadOnlyList<JsonObject> Secrets)
{
    /// <summary>Writes it with Go's names; an empty list is null, as a Go slice that nobody made.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", Name);
        Write(writer, "configMaps", ConfigMaps);
        Write(writer, "projectedvolumemaps", ProjectedVolumes);
        Write(writer, "secrets", Secrets);
        writer.WriteNull("emptyDirs");
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<JsonObject> objects)
    {
        if (objects.Count == 0)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartArray(name);
        foreach (var json in objects)
        {
            json.WriteTo(writer);
        }

        writer.WriteEndArray();
    }
}
