using System.Text.Json.Nodes;
using Interlink.Protocol.Json;
using Interlink.Protocol.Pods;

namespace Interlink.Protocol.Wire;

/// <summary>
/// The question of the API server's <c>/create</c> (<c>PodCreateRequests</c> in Go): a pod, and what it may mount, not yet sorted by
/// container.
/// </summary>
/// <param name="Pod">The pod.</param>
/// <param name="ConfigMaps">Config maps the pod names.</param>
/// <param name="Secrets">Secrets the pod names.</param>
/// <param name="ProjectedVolumes">One per projected volume: named like the volume, its data maps file names to contents.</param>
/// <param name="JobScriptUrl">Where a script is to be made that replaces the containers; empty for none.</param>
public sealed record PodCreateRequest(
    PodView Pod,
    IReadOnlyList<ConfigMapView> ConfigMaps,
    IReadOnlyList<SecretView> Secrets,
    IReadOnlyList<ConfigMapView> ProjectedVolumes,
    string JobScriptUrl)
{
    /// <summary>Reads the body.</summary>
    /// <exception cref="PodFormatException">It is not JSON, has a duplicate key, holds no pod, or a field has the wrong type.</exception>
    public static PodCreateRequest Parse(ReadOnlyMemory<byte> document)
    {
        if (JsonDoor.Parse(document.Span) is not JsonObject json)
        {
            throw new PodFormatException("The create request must be a JSON object with the field \"pod\".");
        }

        var request = new FieldReader(json, "");
        JsonObject pod = request.ObjectOrNull("pod")
            ?? throw new PodFormatException("The create request has no pod: the field \"pod\" is missing.");
        return new PodCreateRequest(
            new PodView(pod, "pod"),
            request.Objects("configmaps", ConfigMap),
            request.Objects("secrets", (secret, path) => new SecretView(secret, path)),
            request.Objects("projectedvolumesmaps", ConfigMap),
            request.Text("jobscriptURL") ?? "");
    }

    private static ConfigMapView ConfigMap(JsonObject json, string path) => new(json, path);
}
