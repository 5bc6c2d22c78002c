using System.Text.Json.Nodes;
using Interlink.Kubernetes.Resources;
using Interlink.KubernetesSidecar.Naming;

namespace Interlink.KubernetesSidecar.Pods;

/// <summary>By what a remote object is known, without its content.</summary>
/// <param name="Namespace">The remote namespace.</param>
/// <param name="Name">The remote name.</param>
/// <param name="Uid">The remote UID.</param>
/// <param name="PodUid">The local UID of the pod it was made for.</param>
/// <param name="MayGo">For a claim, whether it goes with its pod.</param>
internal sealed record RemoteTrace(string Namespace, string Name, string Uid, string PodUid, bool MayGo)
{
    public static RemoteTrace Read(JsonObject json)
    {
        var view = new ObjectView(json);
        return new RemoteTrace(
            view.Namespace,
            view.Name,
            view.Uid,
            view.Label(SourceMarks.PodUidLabel) ?? "",
            view.Annotation(SourceMarks.Retention) == SourceMarks.RetentionDelete);
    }
}
