using Interlink.Protocol.Json;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Statuses;
using Interlink.Protocol.Wire;

namespace Interlink.KubernetesSidecar.Statuses;

/// <summary>
/// What a remote pod's status says of its containers, those included of which it says nothing: a pod that waits for a node, was evicted,
/// or whose init container failed.
/// </summary>
internal sealed class PodSituation
{
    private const int Killed = 137;
    private readonly Dictionary<string, ContainerStatus> statuses = new(StringComparer.Ordinal);
    private readonly FieldReader status;
    private readonly bool failed;
    private readonly TerminatedState? failure;
    private readonly WaitingState waiting;

    public PodSituation(PodView pod)
    {
        status = new FieldReader(pod.Json, "").Inside("status");
        Collect("initContainerStatuses");
        var init = statuses.Values.FirstOrDefault(entry => entry.State.Terminated is { ExitCode: not 0 });
        Collect("containerStatuses");
        failed = pod.Phase == "Failed";
        failure = failed ? Failure(pod, init) : null;
        waiting = Waiting(pod);
    }

    /// <summary>The status of a container of the pod's spec.</summary>
    /// <param name="name">The container.</param>
    /// <param name="main">False for an init container.</param>
    public ContainerStatus StatusOf(string name, bool main)
    {
        var known = statuses.GetValueOrDefault(name);
        // The virtual kubelet takes a pod for failed only when each main container has ended.
        if (main && failure is not null && known?.State.Terminated is null)
            return (known ?? new ContainerStatus { Name = name }) with { State = new ContainerState { Terminated = failure }, Ready = false };
        return known is null || IsEmpty(known.State)
            ? (known ?? new ContainerStatus { Name = name }) with { State = new ContainerState { Waiting = waiting } }
            : known;
    }

    private void Collect(string field)
    {
        foreach (var entry in status.Objects(field, ContainerStatusText.Read))
            statuses[entry.Name] = entry;
    }

    private TerminatedState Failure(PodView pod, ContainerStatus? init)
    {
        var reason = pod.Reason.Length > 0 ? pod.Reason : null;
        var message = status.Text("message");
        return init?.State.Terminated is { } ended && reason is null
            ? new TerminatedState
            {
                ExitCode = ended.ExitCode,
                Reason = "InitContainerFailed",
                Message = $"The init container {init.Name} ended with exit code {ended.ExitCode}.",
                FinishedAt = ended.FinishedAt,
            }
            : new TerminatedState { ExitCode = Killed, Reason = reason ?? "Error", Message = message };
    }

    private WaitingState Waiting(PodView pod)
    {
        foreach (var condition in status.Objects("conditions", (json, path) => new FieldReader(json, path)))
        {
            if (condition.Text("type") == "PodScheduled" && condition.Text("status") == "False")
                return new WaitingState(condition.Text("reason") ?? "Unschedulable", condition.Text("message"));
        }
        return new WaitingState(pod.InitContainers.Any(container => !container.IsSidecar) ? "PodInitializing" : "ContainerCreating");
    }

    private static bool IsEmpty(ContainerState state) => state is { Waiting: null, Running: null, Terminated: null };
}
