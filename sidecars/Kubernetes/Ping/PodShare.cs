using System.Text.Json.Nodes;
using Interlink.KubernetesSidecar.Naming;
using Interlink.Protocol;
using Interlink.Protocol.Pods;

namespace Interlink.KubernetesSidecar.Ping;

/// <summary>What a pod of somebody else holds of its node.</summary>
/// <param name="Node">The node.</param>
/// <param name="Amounts">Its requests by resource.</param>
internal sealed record PodShare(string Node, IReadOnlyDictionary<string, Quantity> Amounts)
{
    /// <summary>
    /// The pod; null when it holds nothing: it has no node yet, has ended, or is the sidecar's own, which Kubernetes subtracts from the virtual
    /// node itself.
    /// </summary>
    public static PodShare? Read(JsonObject json, string instance)
    {
        try
        {
            var pod = new PodView(json);
            return pod.NodeName.Length == 0 || pod.Phase is "Succeeded" or "Failed" || IsOwn(pod, instance) ? null : new PodShare(pod.NodeName, Requests(pod));
        }
        catch (PodFormatException)
        {
            return null;
        }
    }

    // The Python plugin's pods have no instance: there was one only.
    private static bool IsOwn(PodView pod, string instance) =>
        pod.Labels.GetValueOrDefault(SourceMarks.OffloadingLabel) == SourceMarks.Offloading
        && pod.Labels.GetValueOrDefault(SourceMarks.InstanceLabel, instance) == instance;

    /// <summary>As the scheduler counts: init containers run before the others, sidecars beside all that come after them.</summary>
    private static Dictionary<string, Quantity> Requests(PodView pod)
    {
        var running = new Dictionary<string, Quantity>(StringComparer.Ordinal);
        var most = new Dictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var container in pod.InitContainers)
        {
            var now = new Dictionary<string, Quantity>(running, StringComparer.Ordinal);
            ResourceAmounts.Add(now, container.Requests);
            if (container.IsSidecar)
                running = now;
            ResourceAmounts.Raise(most, now);
        }
        foreach (var container in pod.Containers)
            ResourceAmounts.Add(running, container.Requests);
        ResourceAmounts.Raise(most, running);
        ResourceAmounts.Add(most, ResourceAmounts.Read(pod.Spec["overhead"] as JsonObject));
        return most;
    }
}
