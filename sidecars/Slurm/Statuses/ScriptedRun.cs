using Interlink.Protocol.Statuses;
using Interlink.Slurm.Jobs;

namespace Interlink.Slurm.Statuses;

/// <summary>
/// What a script that runs in place of containers means for each of them: the script's own state, until it has left the container's exit
/// code.
/// </summary>
internal static class ScriptedRun
{
    public static PodRunStatus Of(PodRunStatus run, PodOutline outline, LeftExitCodes exitCodes)
    {
        // A run that never came to the script has no container at all.
        var script = run.Containers.Count > 0 ? run.Containers[0].State : ContainerState.None;
        var init = outline.InitContainers
            .Select(container => Status(container, script, exitCodes.Find(container.Name, init: true)))
            // A Go virtual kubelet takes a running init container for a pod that is still pending: until the script has told its end there
            // is nothing to say of it.
            .Where(status => status.State.Terminated is not null)
            .ToList();
        return run with
        {
            InitContainers = init,
            SidecarContainers = [],
            Containers =
            [
                .. outline.Containers.Select(container => Status(container, script, exitCodes.Find(container.Name, init: false))),
            ],
        };
    }

    private static ContainerStatus Status(ContainerOutline container, ContainerState script, LeftExitCode? left)
    {
        var state = left is null ? script : new ContainerState
        {
            Terminated = new TerminatedState
            {
                ExitCode = left.Code,
                Reason = left.Code == 0 ? "Completed" : "Error",
                StartedAt = script.Running?.StartedAt ?? script.Terminated?.StartedAt,
                FinishedAt = left.At,
            },
        };
        bool runs = state.Running is not null;
        return new ContainerStatus { Name = container.Name, Image = container.Image, State = state, Ready = runs, Started = runs };
    }
}
