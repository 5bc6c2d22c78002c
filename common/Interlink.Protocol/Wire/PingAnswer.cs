using System.Text.Json.Nodes;
using Interlink.Protocol.Json;
using Interlink.Protocol.Pods;

namespace Interlink.Protocol.Wire;

/// <summary>The answer to a ping (<c>/status</c> with an empty list).</summary>
public sealed record PingAnswer
{
    /// <summary>A short text for people, <c>ok</c> when all is well.</summary>
    public string? Status { get; init; }

    /// <summary>What the node offers; null leaves the virtual kubelet's own configuration.</summary>
    public PingResources? Resources { get; init; }

    /// <summary>Replaces the node's taints when not null, even when empty.</summary>
    public IReadOnlyList<PingTaint>? Taints { get; init; }

    /// <summary>Reads a ping's answer, or what a script prints in its place. Amounts may be JSON strings or numbers.</summary>
    /// <exception cref="PodFormatException">It is not JSON, no object, a field has the wrong type, or an amount is no quantity.</exception>
    public static PingAnswer Parse(ReadOnlyMemory<byte> document)
    {
        JsonObject json = JsonDoor.Parse(document.Span) as JsonObject
            ?? throw new PodFormatException("The answer to a ping must be a JSON object.");
        var ping = new FieldReader(json, "");
        return new PingAnswer
        {
            Status = ping.Text("status"),
            Resources = ping.ObjectOrNull("resources") is null ? null : PingResources.Read(ping.Inside("resources")),
            Taints = ping.Find("taints") is null ? null : ping.Objects("taints", PingTaint.Read),
        };
    }

    /// <summary>The answer as JSON, fields that are null left out.</summary>
    public byte[] ToJson() => WireText.Write(this, static (writer, ping) =>
    {
        writer.WriteStartObject();
        writer.WriteUnlessEmpty("status", ping.Status);
        ping.Resources?.Write(writer);
        if (ping.Taints is { } taints)
        {
            writer.WriteStartArray("taints");
            foreach (PingTaint taint in taints)
            {
                taint.Write(writer);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    });
}
