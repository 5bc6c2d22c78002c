using System.Text.Json.Nodes;
using Interlink.Protocol.Json;

namespace Interlink.Protocol.Pods;

/// <summary>A pod's place in a document, and its identity, which was met on the way.</summary>
internal sealed class PodSlice(ReadOnlyMemory<byte> json)
{
    public ReadOnlyMemory<byte> Text => json;

    public required string Name { get; init; }

    public required string Namespace { get; init; }

    public required string Uid { get; init; }

    /// <exception cref="PodFormatException">It has a duplicate key, or a string that is no text.</exception>
    public JsonObject Parse() => (JsonObject)JsonDoor.Parse(json.Span)!;
}
