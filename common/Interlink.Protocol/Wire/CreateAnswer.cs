using System.Text.Json.Nodes;
using Interlink.Protocol.Json;
using Interlink.Protocol.Pods;

namespace Interlink.Protocol.Wire;

/// <summary>The answer to <c>/create</c>.</summary>
/// <param name="PodUID">The pod's UID.</param>
/// <param name="PodJID">The backend's id for it; the pod's UID until the backend has given one.</param>
public sealed record CreateAnswer(string PodUID, string PodJID)
{
    /// <summary>Reads the body of the answer.</summary>
    /// <exception cref="PodFormatException">It is not such an object.</exception>
    public static CreateAnswer Parse(ReadOnlyMemory<byte> document)
    {
        JsonObject json = JsonDoor.Parse(document.Span) as JsonObject
            ?? throw new PodFormatException("The answer to a create request must be a JSON object.");
        var answer = new FieldReader(json, "");
        return new CreateAnswer(answer.Text("PodUID") ?? "", answer.Text("PodJID") ?? "");
    }

    /// <summary>The answer as JSON, with Go's field names.</summary>
    public byte[] ToJson() => WireText.Write(this, static (writer, answer) =>
    {
        writer.WriteStartObject();
        writer.WriteString(nameof(PodUID), answer.PodUID);
        writer.WriteString(nameof(PodJID), answer.PodJID);
        writer.WriteEndObject();
    });
}
