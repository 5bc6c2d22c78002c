using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Protocol.Json;

namespace Interlink.Protocol.Pods;

/// <summary>A pod's place in a document, and its identity as far as it was met on the way: null where it has to be looked for.</summary>
internal sealed class PodSlice(ReadOnlyMemory<byte> json)
{
    public ReadOnlyMemory<byte> Text => json;

    public string? Name { get; set; }

    public string? Namespace { get; set; }

    public string? Uid { get; set; }

    public JsonObject Parse() =>
        (JsonObject)JsonNode.Parse(json.Span, documentOptions: new JsonDocumentOptions { MaxDepth = JsonDoor.MaxDepth })!;
}
