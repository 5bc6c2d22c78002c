using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Supervision;

/// <summary>A pod's state as the status that others read.</summary>
internal static class PodReport
{
    /// <summary>Fills in what the pod's containers do; the rest of the status stays as it is.</summary>
    public static PodRunStatus Of(PodState state, PodRunStatus frame) => frame with
    {
        Phase = PhaseOf(state),
        Reason = state.Stop?.Reason,
        Message = state.Stop?.Message,
        StoppedAt = state.StoppedAt,
        StartedAt = state.StartedAt,
        FinishedAt = state.FinishedAt,
        ExitCode = state.ExitCode,
        InitContainers = StatusesOf(state, ContainerRole.Init),
        SidecarContainers = StatusesOf(state, ContainerRole.Sidecar),
        Containers = StatusesOf(state, ContainerRole.Main),
    };

    private static PodPhase PhaseOf(PodState state)
    {
        IEnumerable<ContainerRun> main = state.Containers.Where(container => container.Role == ContainerRole.Main);
        if (state.Stage == PodStage.Finished)
        {
            bool failed = state.Stop is { AlwaysFails: true } || main.Any(container => container.Final!.ExitCode != 0);
            return failed ? PodPhase.Failed : PodPhase.Succeeded;
        }

        return main.Any(container => container.HasRun) ? PodPhase.Running : PodPhase.Pending;
    }

    private static ContainerStatus[] StatusesOf(PodState state, ContainerRole role) =>
        [.. state.Containers.Where(container => container.Role == role).Select(container => StatusOf(state, container))];

    private static ContainerStatus StatusOf(PodState state, ContainerRun container)
    {
        return new ContainerStatus
        {
            Name = container.Plan.Name,
            Image = container.Plan.Image,
            State = StateOf(state, container),
            LastState = container.Previous is { } previous && container.Stage != ContainerStage.Waiting
                ? new ContainerState { Terminated = previous }
                : ContainerState.None,
            Ready = container.Role == ContainerRole.Init ? container.IsPassed : container.IsReady,
            Started = container.IsStarted,
            RestartCount = Math.Max(0, container.Starts - 1),
        };
    }

    private static ContainerState StateOf(PodState state, ContainerRun container)
    {
        switch (container.Stage)
        {
            case ContainerStage.Running:
                return new ContainerState { Running = new RunningState(container.StartedAt) };
            case ContainerStage.Ended:
                return new ContainerState { Terminated = container.Final };
            case ContainerStage.BackOff:
                string seconds = $"back-off {(int)container.Wait.TotalSeconds}s";
                string message = $"{seconds} restarting failed container={container.Plan.Name} pod={state.Plan.Name}";
                return new ContainerState { Waiting = new WaitingState("CrashLoopBackOff", message) };
            case ContainerStage.Starting or ContainerStage.PostStart:
                return new ContainerState { Waiting = new WaitingState("ContainerCreating") };
            default:
                bool initializing = state.Stage <= PodStage.Initializing && state.Plan.InitContainers.Count > 0;
                initializing |= container.Role != ContainerRole.Main;
                return new ContainerState { Waiting = new WaitingState(initializing ? "PodInitializing" : "ContainerCreating") };
        }
    }
}
