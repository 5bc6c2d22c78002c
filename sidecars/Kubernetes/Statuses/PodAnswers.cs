using Interlink.Protocol.Pods;
using Interlink.Protocol.Statuses;
using Interlink.Protocol.Wire;

namespace Interlink.KubernetesSidecar.Statuses;

/// <summary>The entries of an answer to <c>/status</c>.</summary>
internal static class PodAnswers
{
    private const int Killed = 137;

    /// <summary>The entry for a pod that is known.</summary>
    public static PodStatus Known(PodView asked, WatchedPod pod) => new()
    {
        Name = asked.Name,
        UID = asked.Uid,
        Namespace = asked.Namespace,
        JID = pod.Uid,
        Containers = pod.Containers,
        InitContainers = pod.InitContainers,
        SidecarContainers = pod.SidecarContainers,
    };

    /// <summary>The entry for a pod that is not known here: its containers with empty states.</summary>
    public static PodStatus Unknown(PodView asked) => new()
    {
        Name = asked.Name,
        UID = asked.Uid,
        Namespace = asked.Namespace,
        Containers = [.. asked.Containers.Select(container => new ContainerStatus { Name = container.Name })],
    };

    /// <summary>
    /// The pod after somebody has deleted it in the remote cluster: what had ended stays as it was, the rest was killed.
    /// </summary>
    public static WatchedPod Lost(WatchedPod pod)
    {
        var end = new ContainerState
        {
            Terminated = new TerminatedState
            {
                ExitCode = Killed,
                Reason = "RemotePodDeleted",
                Message = $"The pod {pod.Namespace}/{pod.Name} was deleted in the remote cluster.",
            },
        };
        return pod with
        {
            Gone = true,
            Containers = End(pod.Containers),
            // A container that still ran would make the pod Pending again.
            InitContainers = End(pod.InitContainers),
            SidecarContainers = pod.SidecarContainers is { } sidecars ? End(sidecars) : null,
        };

        IReadOnlyList<ContainerStatus> End(IReadOnlyList<ContainerStatus> containers) =>
            [.. containers.Select(container => container.State.Terminated is null ? container with { State = end, Ready = false } : container)];
    }
}
