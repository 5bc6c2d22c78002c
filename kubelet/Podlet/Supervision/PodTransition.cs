using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Supervision;

/// <summary>One step of <see cref="PodMachine"/> in the making: how containers start, fail, start again and end.</summary>
internal sealed partial class PodTransition(PodState state, DateTimeOffset now)
{
    private readonly List<PodAction> actions = [];
    private readonly ContainerRun[] containers = [.. state.Containers];
    private PodState next = state;

    public void Begin()
    {
        next = next with { Stage = PodStage.Initializing, StartedAt = now };
        if (next.Plan.ActiveDeadlineSeconds is { } seconds)
            actions.Add(new PodAction.SetTimer(new PodTimer(PodTimerKind.Deadline), TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue))));
    }

    public void Start(int at)
    {
        ContainerRun container = containers[at];
        containers[at] = container with
        {
            Stage = ContainerStage.Starting,
            Starts = container.Starts + 1,
            StartedAt = null,
            StartupSucceeded = false,
            ReadinessSucceeded = false,
            Stop = ContainerStopStep.None,
            Fault = null,
        };
        actions.Add(new PodAction.Start(at));
    }

    public void MarkStarted(int at)
    {
        next = next with { FirstStartAt = next.FirstStartAt ?? now };
        ContainerRun container = containers[at] with { StartedAt = now };
        bool hooked = container.Plan.Hooks?.PostStart is not null;
        containers[at] = hooked ? container with { Stage = ContainerStage.PostStart } : Running(container);
        // Told to stop before it was a program: nothing is done for its start any more.
        if (hooked && container.Stop == ContainerStopStep.None)
            actions.Add(new PodAction.RunHook(at, HookKind.PostStart));
    }

    public void EndHook(PodEvent.HookEnded ended)
    {
        ContainerRun container = containers[ended.Container];
        if (ended.Kind == HookKind.PreStop)
        {
            if (container.Stop == ContainerStopStep.PreStop)
                TellToStop(ended.Container);
        }
        else if (container is { Stage: ContainerStage.PostStart, Stop: ContainerStopStep.None })
        {
            if (ended.Failure is null)
                containers[ended.Container] = Running(container);
            else
                StopForFault(ended.Container, new ContainerFault($"The postStart hook failed: {ended.Failure}", Probed: false), seconds: null);
        }
    }

    public void RecordProbe(PodEvent.Probed probed)
    {
        int at = probed.Container;
        ContainerRun container = containers[at];
        bool succeeded = probed.Failure is null;
        switch (probed.Kind)
        {
            case ProbeKind.Readiness:
                containers[at] = container with { ReadinessSucceeded = succeeded };
                break;
            case ProbeKind.Startup when succeeded:
                containers[at] = container with { StartupSucceeded = true, HasStarted = true };
                break;
            case ProbeKind.Startup when container.Stop == ContainerStopStep.None:
                StopForFault(at, FaultOf("startup", probed), container.Plan.Probes?.Startup?.TerminationGracePeriodSeconds);
                break;
            case ProbeKind.Liveness when container.Stop == ContainerStopStep.None && !succeeded:
                StopForFault(at, FaultOf("liveness", probed), container.Plan.Probes?.Liveness?.TerminationGracePeriodSeconds);
                break;
        }
    }

    public void RecordExit(PodEvent.Exited exited, bool restart)
    {
        ContainerRun container = containers[exited.Container];
        TerminatedState ended = TerminationOf(container, exited);
        if (restart)
            Restart(exited.Container, ended);
        else
            End(exited.Container, ended);
        if (container.Role == ContainerRole.Init && !restart && exited.ExitCode != 0 && next.Stage == PodStage.Initializing)
            FailInitialization(container.Plan.Name, exited.ExitCode);
    }

    /// <summary>Does what the new state makes possible, until nothing more is.</summary>
    public PodStep Settle()
    {
        if (next.Stage == PodStage.Initializing)
            StartNextInit();
        if (next.Stage == PodStage.Running)
            StartMain();
        if (next.Stage == PodStage.Running && All(ContainerRole.Main, container => container.Stage == ContainerStage.Ended))
            Drain();
        if (next.Stage == PodStage.Stopping && !containers.Any(container => container.IsLive && container.Role != ContainerRole.Sidecar))
            next = next with { Stage = PodStage.Draining };
        if (next.Stage == PodStage.Draining)
            StopNextSidecar();
        return new PodStep(next with { Containers = containers }, actions);
    }

    private void StartNextInit()
    {
        for (int at = 0; at < containers.Length; at++)
        {
            if (containers[at].Role == ContainerRole.Main || containers[at].IsPassed)
                continue;
            if (containers[at].Stage == ContainerStage.Waiting)
                Start(at);
            return;
        }

        next = next with { Stage = PodStage.Running };
    }

    /// <summary>In their order; as with the kubelet, what is done at the first start of one holds up those after it.</summary>
    private void StartMain()
    {
        for (int at = 0; at < containers.Length; at++)
        {
            if (containers[at].Role != ContainerRole.Main)
                continue;
            if (containers[at].Stage == ContainerStage.Waiting)
                Start(at);
            if (containers[at] is { Starts: 1, Stage: ContainerStage.Starting or ContainerStage.PostStart, Plan.Hooks.PostStart: not null })
                return;
        }
    }

    private void Restart(int at, TerminatedState ended)
    {
        ContainerRun container = containers[at];
        TimeSpan ran = now - (container.StartedAt ?? now);
        TimeSpan wait = RestartBackOff.AfterRun(container.BackOff, ran);
        containers[at] = container with
        {
            Stage = ContainerStage.BackOff,
            Previous = ended,
            Wait = wait,
            BackOff = RestartBackOff.Next(wait),
        };
        if (wait == TimeSpan.Zero)
            Start(at);
        else
            actions.Add(new PodAction.SetTimer(new PodTimer(PodTimerKind.Restart, at), wait));
    }

    private void End(int at, TerminatedState ended) =>
        containers[at] = containers[at] with { Stage = ContainerStage.Ended, Final = ended, StartedAt = null };

    private TerminatedState TerminationOf(ContainerRun container, PodEvent.Exited exited) => new()
    {
        ExitCode = exited.ExitCode,
        Signal = exited.Signal,
        Reason = exited switch
        {
            { Failure: not null } => "ContainerCannotRun",
            { OutOfMemory: true } => ContainerReasons.OutOfMemory,
            { ExitCode: 0 } => "Completed",
            _ => "Error",
        },
        Message = exited.Failure ?? exited.Message ?? container.Fault?.Message,
        StartedAt = container.StartedAt,
        FinishedAt = now,
    };

    private static ContainerRun Running(ContainerRun container) => container with
    {
        Stage = ContainerStage.Running,
        HasRun = true,
        HasStarted = container.HasStarted || container.Plan.Probes?.Startup is null,
    };

    private static ContainerFault FaultOf(string probe, PodEvent.Probed probed) => new($"The {probe} probe failed: {probed.Failure}", Probed: true);

    private bool All(ContainerRole role, Func<ContainerRun, bool> condition) =>
        containers.Where(container => container.Role == role).All(condition);
}
