using System.Text.Json.Nodes;
using Interlink.KubernetesSidecar.Naming;
using Interlink.Protocol.Json;

namespace Interlink.KubernetesSidecar.Translation;

/// <summary>Gives remote objects their names, and the labels and annotations by which they are found again.</summary>
/// <param name="instance">The sidecar's own name; empty for none.</param>
/// <param name="remoteNamespace">Where the objects go.</param>
/// <param name="localNamespace">Where they come from.</param>
/// <param name="podUid">The pod they belong to.</param>
internal sealed class Marks(string instance, string remoteNamespace, string localNamespace, string podUid)
{
    public void Set(JsonObject json, string sourceName, string remoteName)
    {
        var metadata = Below(json, "metadata");
        var sourceUid = new FieldReader(metadata, "metadata").Text("uid");
        var labels = Below(metadata, "labels");
        labels[SourceMarks.OffloadingLabel] = SourceMarks.Offloading;
        labels[SourceMarks.PodUidLabel] = podUid;
        if (instance.Length > 0)
            labels[SourceMarks.InstanceLabel] = instance;
        var annotations = Below(metadata, "annotations");
        if (!string.IsNullOrEmpty(sourceUid))
            annotations[SourceMarks.Uid] = sourceUid;
        annotations[SourceMarks.Name] = sourceName;
        annotations[SourceMarks.Namespace] = localNamespace;
        metadata["name"] = remoteName;
        metadata["namespace"] = remoteNamespace;
    }

    private static JsonObject Below(JsonObject json, string field)
    {
        if (json[field] is JsonObject found)
            return found;
        var made = new JsonObject();
        json[field] = made;
        return made;
    }
}
