using System.Text.Json.Nodes;
using Interlink.Protocol.Json;
using Interlink.Protocol.Pods;

namespace Interlink.Protocol.Wire;

/// <summary>The question of <c>/create</c>: a pod and what its containers mount (<c>RetrievedPodData</c> in Go).</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Containers">The volumes' content, one entry per init container, then one per container.</param>
/// <param name="JobConfig">The script builder's configuration as it came; null when absent.</param>
/// <param name="JobScript">A script made elsewhere that replaces the containers; null or empty when there is none.</param>
public sealed record CreateRequest(PodView Pod, IReadOnlyList<ContainerVolumes> Containers, JsonObject? JobConfig, string? JobScript)
{
    /// <summary>Reads the body of <c>/create</c>. Names are not checked: see <see cref="KubernetesNames"/>.</summary>
    /// <exception cref="PodFormatException">It is not JSON, has a duplicate key, holds no pod, or a field has the wrong type.</exception>
    public static CreateRequest Parse(ReadOnlyMemory<byte> document) => Parse(JsonDoor.Parse(document.Span));

    /// <summary>Reads a body that has been parsed.</summary>
    /// <exception cref="PodFormatException">It holds no pod, or a field has the wrong type.</exception>
    public static CreateRequest Parse(JsonNode? document)
    {
        if (document is not JsonObject json)
        {
            throw new PodFormatException("The create request must be a JSON object with the field \"pod\".");
        }

        var request = new FieldReader(json, "");
        JsonObject pod = request.ObjectOrNull("pod")
            ?? throw new PodFormatException("The create request has no pod: the field \"pod\" is missing.");
        return new CreateRequest(
            new PodView(pod, "pod"),
            request.Objects("container", Volumes),
            request.ObjectOrNull("jobConfig"),
            request.Text("jobScript"));
    }

    private static ContainerVolumes Volumes(JsonObject json, string path)
    {
        var container = new FieldReader(json, path);
        return new ContainerVolumes(
            container.Text("name") ?? "",
            container.Objects("configMaps", ConfigMap),
            container.Objects("projectedvolumemaps", ConfigMap),
            container.Objects("secrets", (secret, place) => new SecretView(secret, place)))
        {
            PersistentVolumeClaims = container.Objects("persistentVolumeClaims", (claim, _) => claim),
        };
    }

    private static ConfigMapView ConfigMap(JsonObject json, string path) => new(json, path);
}
