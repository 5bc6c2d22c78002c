using Interlink.Protocol.Pods;
using Interlink.Protocol.Statuses;
using Interlink.Protocol.Wire;

namespace Interlink.ApiServer.Statuses;

/// <summary>The state of a pod that the sidecar left out of its answer, worded as the Slurm plugin does: every container without a state.</summary>
internal static class UnknownState
{
    public static ReportedState Of(PodView pod)
    {
        var list = PodStatus.ToJson(
        [
            new PodStatus
            {
                Name = Text(() => pod.Name),
                UID = pod.Uid,
                Namespace = Text(() => pod.Namespace),
                Containers = Containers(pod),
            },
        ]);
        return new ReportedState(list.AsMemory(1, list.Length - 2));
    }

    // Whatever is wrong with a pod must not cost others the answer they share with it.
    private static string Text(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (PodFormatException)
        {
            return "";
        }
    }

    // A virtual kubelet takes a pod without containers for one that succeeded.
    private static ContainerStatus[] Containers(PodView pod)
    {
        try
        {
            return pod.Containers.Count > 0 ? [.. pod.Containers.Select(container => new ContainerStatus { Name = container.Name })] : [Nameless];
        }
        catch (PodFormatException)
        {
            return [Nameless];
        }
    }

    private static ContainerStatus Nameless => new() { Name = "unknown" };
}
