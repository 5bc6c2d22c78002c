using System.Text.Json.Nodes;
using Interlink.Protocol.Json;
using Interlink.Protocol.Pods;

namespace Interlink.Protocol.Wire;

/// <summary>The question of <c>/status</c>: a list of pods; an empty one is a ping.</summary>
public static class PodList
{
    /// <summary>
    /// Reads the body of <c>/status</c>. The JSON texts <c>null</c> and <c>[]</c> are both an empty list. The pods are views of
    /// <paramref name="document"/>, which must not change while they are in use.
    /// </summary>
    /// <exception cref="PodFormatException">It is not JSON, is no list, or an entry is no object (null included). A duplicate key outside of
    /// a pod's identity is told when more of that pod is read.</exception>
    public static IReadOnlyList<PodView> Parse(ReadOnlyMemory<byte> document) =>
        PodListStride.Read(document) is { } pods
            ? [.. pods.Select((pod, index) => new PodView(pod, $"[{index}]"))]
            : Parse(JsonDoor.Parse(document.Span));

    /// <summary>Reads a body that has been parsed.</summary>
    /// <exception cref="PodFormatException">It is no list, or an entry is no object (null included).</exception>
    public static IReadOnlyList<PodView> Parse(JsonNode? document) =>
        Lists.Objects(document, "", (json, path) => new PodView(json, path));
}
