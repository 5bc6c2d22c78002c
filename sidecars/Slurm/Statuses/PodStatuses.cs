using Interlink.Protocol.Pods;
using Interlink.Protocol.Statuses;
using Interlink.Protocol.Wire;
using Interlink.Slurm.Jobs;

namespace Interlink.Slurm.Statuses;

/// <summary>Makes the answer for a pod from the states of its containers.</summary>
internal static class PodStatuses
{
    /// <summary>The answer for a pod that is not known here: its containers with empty states, as the Go plugin answers.</summary>
    public static PodStatus Unknown(PodView pod) =>
        Uniform(pod.Namespace, pod.Uid, "", OutlineOf(pod), ContainerState.None, withInit: false);

    /// <summary>An answer in which every container is in the same state.</summary>
    public static PodStatus Uniform(
        string podNamespace,
        string podUid,
        string jobId,
        PodOutline outline,
        ContainerState state,
        bool withInit = true) => new()
        {
            Name = outline.Name,
            UID = podUid,
            Namespace = podNamespace,
            JID = jobId,
            Containers = [.. outline.Containers.Select(container => Status(container, state))],
            InitContainers = withInit
                ? [.. outline.InitContainers.Where(container => !container.Sidecar).Select(container => Status(container, state))]
                : [],
            SidecarContainers = withInit && outline.InitContainers.Any(container => container.Sidecar)
                ? [.. outline.InitContainers.Where(container => container.Sidecar).Select(container => Status(container, state))]
                : null,
        };

    /// <summary>What the question itself tells of a pod's containers.</summary>
    public static PodOutline OutlineOf(PodView pod) => new(
        pod.Name,
        [.. pod.InitContainers.Select(OutlineOf)],
        [.. pod.Containers.Select(OutlineOf)],
        new(1, null),
        pod.TerminationGracePeriodSeconds ?? 30);

    private static ContainerOutline OutlineOf(ContainerView container) => new(container.Name, "", container.IsSidecar);

    private static ContainerStatus Status(ContainerOutline container, ContainerState state) =>
        new() { Name = container.Name, Image = container.Image, State = state };
}
