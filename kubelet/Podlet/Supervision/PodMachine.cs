using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Supervision;

/// <summary>
/// The rules of a pod's life, as the kubelet's: what an event changes and what has to be done about it. Pure: the same state and event
/// give the same step, and nothing outside is touched.
/// </summary>
internal static class PodMachine
{
    /// <summary>What <paramref name="happened"/> leads to; an event that cannot matter any more leads to nothing.</summary>
    public static PodStep Apply(PodState state, PodEvent happened)
    {
        PodTransition transition = new(state, happened.At);
        switch (happened)
        {
            case PodEvent.Began when state.Stage == PodStage.New:
                transition.Begin();
                break;
            case PodEvent.Started started when state.Containers[started.Container].Stage == ContainerStage.Starting:
                transition.MarkStarted(started.Container);
                break;
            case PodEvent.Exited exited when state.Containers[exited.Container].IsLive:
                transition.RecordExit(exited, MayRestart(state, state.Containers[exited.Container], exited.ExitCode));
                break;
            case PodEvent.HookEnded ended when IsPresent(state, ended.Container, ended.Run):
                transition.EndHook(ended);
                break;
            case PodEvent.Probed probed when IsPresent(state, probed.Container, probed.Run):
                transition.RecordProbe(probed);
                break;
            case PodEvent.Due due:
                OnTimer(transition, state, due.Timer);
                break;
            case PodEvent.StopAsked asked when state.Stage is PodStage.Initializing or PodStage.Running:
                transition.StopContainers(asked.Reason, asked.Within);
                break;
            case PodEvent.StopAsked { Within: { } within } when state.Stage is PodStage.Stopping or PodStage.Draining:
                transition.Hasten(within);
                break;
        }

        return transition.Settle();
    }

    /// <summary>A pod that ends before it began: every container has the same made-up end.</summary>
    public static PodState Refuse(PodPlan plan, int exitCode, StopReason reason, DateTimeOffset now)
    {
        PodTransition transition = new(PodState.Of(plan), now);
        transition.Refuse(exitCode, reason);
        return transition.Settle().State;
    }

    private static void OnTimer(PodTransition transition, PodState state, PodTimer timer)
    {
        bool stopping = state.Stage is PodStage.Stopping or PodStage.Draining;
        switch (timer.Kind)
        {
            case PodTimerKind.Restart when state.Containers[timer.Container].Stage == ContainerStage.BackOff:
                transition.Start(timer.Container);
                break;
            case PodTimerKind.Deadline when state.Stage is PodStage.Initializing or PodStage.Running:
                transition.StopContainers(new StopReason(
                    "DeadlineExceeded",
                    $"The pod was stopped after its activeDeadlineSeconds of {state.Plan.ActiveDeadlineSeconds}.",
                    AlwaysFails: true));
                break;
            case PodTimerKind.LastCall when stopping:
                transition.TellAllToStop();
                break;
            case PodTimerKind.Kill when stopping:
                transition.KillAll();
                break;
            case PodTimerKind.ContainerLastCall when IsPresent(state, timer.Container, timer.Run):
                transition.TellToStop(timer.Container);
                break;
            case PodTimerKind.ContainerKill when IsPresent(state, timer.Container, timer.Run):
                transition.Kill(timer.Container);
                break;
        }
    }

    // What is heard of an earlier process says nothing about the present one.
    private static bool IsPresent(PodState state, int container, int run) =>
        state.Containers[container].IsLive && state.Containers[container].Starts == run;

    private static bool MayRestart(PodState state, ContainerRun container, int exitCode)
    {
        if (state.Stage is not (PodStage.Initializing or PodStage.Running))
            return false;
        bool failed = exitCode != 0;
        return container.Role switch
        {
            ContainerRole.Sidecar => true,
            ContainerRole.Main when container.Fault is { Probed: true } => state.Plan.RestartPolicy != RestartPolicy.Never,
            ContainerRole.Init => failed && state.Plan.RestartPolicy != RestartPolicy.Never,
            _ => state.Plan.RestartPolicy == RestartPolicy.Always || (failed && state.Plan.RestartPolicy == RestartPolicy.OnFailure),
        };
    }
}
