using System.Text.Json.Nodes;
using Interlink.KubernetesSidecar.Naming;
using Interlink.KubernetesSidecar.Translation;
using Interlink.Protocol.Pods;

namespace Interlink.KubernetesSidecar.Statuses;

/// <summary>Makes of a remote pod what is told of it; pure.</summary>
internal static class RemotePodReader
{
    /// <summary>The pod; null when it was not offloaded, or is none that can be read.</summary>
    public static WatchedPod? Read(JsonObject json)
    {
        try
        {
            var pod = new PodView(json);
            return pod.Labels.GetValueOrDefault(SourceMarks.PodUidLabel) is { Length: > 0 } uid ? Read(pod, uid) : null;
        }
        catch (PodFormatException)
        {
            return null;
        }
    }

    private static WatchedPod Read(PodView pod, string sourceUid)
    {
        var asked = Asked(pod);
        var situation = new PodSituation(pod);
        var containers = pod.Containers.Select(container => (container.Name, Role: Role.Main));
        var init = pod.InitContainers.Select(container => (container.Name, Role: container.IsSidecar ? Role.Sidecar : Role.Init));
        var all = init.Concat(containers)
            .Select(container => (Role: asked(container.Name) ? container.Role : Role.Added, Status: situation.StatusOf(container.Name, container.Role == Role.Main)))
            .ToLookup(container => container.Role, container => container.Status);
        return new WatchedPod
        {
            Namespace = pod.Namespace,
            Name = pod.Name,
            Uid = pod.Uid,
            SourceUid = sourceUid,
            SourceNamespace = pod.Annotations.GetValueOrDefault(SourceMarks.Namespace, ""),
            Deleting = pod.DeletionTimestamp is not null,
            Containers = [.. all[Role.Main]],
            InitContainers = [.. all[Role.Init]],
            SidecarContainers = all.Contains(Role.Sidecar) ? [.. all[Role.Sidecar]] : null,
            AddedContainers = [.. all[Role.Added]],
        };
    }

    // A pod of the Python plugin has no list; all that it adds is the mesh.
    private static Func<string, bool> Asked(PodView pod)
    {
        if (pod.Annotations.GetValueOrDefault(SourceMarks.Containers) is not { Length: > 0 } list)
            return name => name != MeshContainer.Name;
        var names = list.Split(',').ToHashSet(StringComparer.Ordinal);
        return names.Contains;
    }

    private enum Role
    {
        Main,
        Init,
        Sidecar,
        Added,
    }
}
