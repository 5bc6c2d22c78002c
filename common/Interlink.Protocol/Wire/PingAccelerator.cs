using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Protocol.Json;

namespace Interlink.Protocol.Wire;

/// <summary>An amount of one kind of accelerator.</summary>
/// <param name="ResourceType">The resource's name, for example <c>nvidia.com/gpu</c>.</param>
/// <param name="Available">How many, as a quantity.</param>
public sealed record PingAccelerator(string ResourceType, string Available)
{
    internal static PingAccelerator Read(JsonObject json, string path)
    {
        var reader = new FieldReader(json, path);
        return new PingAccelerator(reader.Text("resourceType") ?? "", PingResources.Amount(reader, "available") ?? "0");
    }

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("resourceType", ResourceType);
        writer.WriteString("available", Available);
        writer.WriteEndObject();
    }
}
