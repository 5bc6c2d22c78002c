using System.Text.Json;
using System.Text.Json.Nodes;

namespace Interlink.Kubernetes.Transport;

/// <summary>Reads answers that are one JSON object.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 256 };

    public static async Task<JsonObject> ReadAsync(Stream body, CancellationToken cancellationToken) =>
        await JsonNode.ParseAsync(body, documentOptions: Depth, cancellationToken: cancellationToken).ConfigureAwait(false) as JsonObject
        ?? throw new JsonException("the answer is no JSON object.");
}
