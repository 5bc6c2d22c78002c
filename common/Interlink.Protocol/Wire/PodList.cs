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
    /// <exception cref="PodFormatException">It is not JSON, has a duplicate key, is no list, or an entry is no object (null
    /// included).</exception>
    public static IReadOnlyList<PodView> Parse(ReadOnlyMemory<byte> document)
    {
        var scan = new PodScan(document);
        JsonDoor.Check(document.Span, scan);
        return scan.Pods is { } pods
            ? [.. pods.Select((pod, index) => new PodView(pod, $"[{index}]"))]
            : Parse(JsonDoor.Parse(document.Span));
    }

    /// <summary>Reads a body that has been parsed.</summary>
    /// <exception cref="PodFormatException">It is no list, or an entry is no object (null included).</exception>
    public static IReadOnlyList<PodView> Parse(JsonNode? document) =>
        Lists.Objects(document, "", (json, path) => new PodView(json, path));
}
