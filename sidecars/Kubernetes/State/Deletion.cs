using System.Text;
using System.Text.Json.Nodes;
using Interlink.Protocol.Json;
using Interlink.Protocol.Pods;

namespace Interlink.KubernetesSidecar.State;

/// <summary>A pod that is to go.</summary>
/// <param name="PodUid">Its local UID.</param>
/// <param name="RemoteNamespace">Where its objects are.</param>
internal sealed record Deletion(string PodUid, string RemoteNamespace)
{
    /// <exception cref="PodFormatException">It is none.</exception>
    public static Deletion Parse(string text)
    {
        var fields = new FieldReader(JsonDoor.Parse(Encoding.UTF8.GetBytes(text)) as JsonObject, "");
        return fields.Text("podUid") is { Length: > 0 } uid && fields.Text("namespace") is { Length: > 0 } name
            ? new Deletion(uid, name)
            : throw new PodFormatException("A deletion needs podUid and namespace.");
    }

    public string ToJson() => new JsonObject { ["podUid"] = PodUid, ["namespace"] = RemoteNamespace }.ToJsonString() + "\n";
}
