using System.Text.Json.Nodes;

namespace Interlink.ApiServer.Tests.Harness;

/// <summary>A call that a backend got.</summary>
internal sealed record BackendCall(string Method, string Path, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode? Json => JsonNode.Parse(Body);

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
