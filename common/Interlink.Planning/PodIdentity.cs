using Interlink.Protocol;
using Interlink.Protocol.Pods;

namespace Interlink.Planning;

/// <summary>Checks the names of a pod before any of them becomes a path or a word of a command.</summary>
internal static class PodIdentity
{
    public static void Check(PodView pod)
    {
        Demand(KubernetesNames.PodUid(pod.Uid));
        Demand(KubernetesNames.Namespace(pod.Namespace));
        Demand(KubernetesNames.Pod(pod.Name));
        if (pod.HostName is { } host)
            Demand(KubernetesNames.Container(host) is null ? null : "The pod's spec.hostname is not valid: it must be an RFC 1123 label.");
        if (pod.Containers.Count == 0)
            throw Reject.Invalid("The pod has no containers: give it at least one.");

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var container in pod.InitContainers.Concat(pod.Containers))
        {
            Demand(KubernetesNames.Container(container.Name));
            if (!names.Add(container.Name))
                throw Reject.Invalid($"The pod has two containers '{container.Name}': container names must differ, init containers' too.");
        }

        names.Clear();
        foreach (var volume in pod.Volumes)
        {
            Demand(KubernetesNames.Volume(volume.Name));
            if (!names.Add(volume.Name))
                throw Reject.Invalid($"The pod has two volumes '{volume.Name}': volume names must differ.");
        }
    }

    private static void Demand(string? problem)
    {
        if (problem is not null)
            throw Reject.Invalid(problem);
    }
}
