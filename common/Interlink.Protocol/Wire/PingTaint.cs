using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Protocol.Json;

namespace Interlink.Protocol.Wire;

/// <summary>A taint of the node.</summary>
/// <param name="Key">The taint's key.</param>
/// <param name="Value">The taint's value.</param>
/// <param name="Effect"><c>NoSchedule</c>, <c>PreferNoSchedule</c> or <c>NoExecute</c>.</param>
public sealed record PingTaint(string Key, string? Value, string Effect)
{
    internal static PingTaint Read(JsonObject json, string path)
    {
        var reader = new FieldReader(json, path);
        return new PingTaint(reader.Text("key") ?? "", reader.Text("value"), reader.Text("effect") ?? "");
    }

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("key", Key);
        writer.WriteUnlessEmpty("value", Value);
        writer.WriteString("effect", Effect);
        writer.WriteEndObject();
    }
}
