using Interlink.Podlet.Native;
using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Supervision;

/// <summary>One step of <see cref="PodMachine"/> in the making.</summary>
internal sealed class PodTransition(PodState state, DateTimeOffset now)
{
    private readonly List<PodAction> actions = [];
    private readonly ContainerRun[] containers = [.. state.Containers];
    private PodState next = state;

    private TimeSpan Grace
    {
        get
        {
            TimeSpan planned = TimeSpan.FromSeconds(next.Plan.TerminationGracePeriodSeconds);
            return next.GraceLimit is { } limit && limit < planned ? limit : planned;
        }
    }

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
            AskedToStop = false,
        };
        actions.Add(new PodAction.Start(at));
    }

    public void MarkStarted(int at)
    {
        next = next with { FirstStartAt = next.FirstStartAt ?? now };
        containers[at] = containers[at] with { Stage = ContainerStage.Running, StartedAt = now, HasStarted = true };
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

    public void StopContainers(StopReason reason, TimeSpan? within = null)
    {
        next = next with { Stage = PodStage.Stopping, Stop = reason, StoppedAt = now, GraceLimit = within };
        GiveUpWaiting(128 + Signal.Terminate, reason.Reason, name => $"The pod was stopped before container {name} started.");
        SetGraceTimers();
        for (int at = 0; at < containers.Length; at++)
        {
            if (containers[at].IsLive && containers[at].Role != ContainerRole.Sidecar)
                Terminate(at);
        }
    }

    /// <summary>The pod, which is stopping already, has to be done sooner.</summary>
    public void Hasten(TimeSpan within)
    {
        next = next with { GraceLimit = within };
        TimeSpan grace = Grace;
        actions.Add(new PodAction.Hasten(new PodTimer(PodTimerKind.LastCall), grace - LastCall(grace)));
        actions.Add(new PodAction.Hasten(new PodTimer(PodTimerKind.Kill), grace));
    }

    public void Refuse(int exitCode, StopReason reason)
    {
        next = next with { Stage = PodStage.Draining, StartedAt = now, Stop = reason, StoppedAt = now };
        GiveUpWaiting(exitCode, reason.Reason, _ => reason.Message);
    }

    public void TerminateSidecars()
    {
        for (int at = containers.Length - 1; at >= 0; at--)
        {
            if (containers[at] is { IsLive: true, AskedToStop: false })
                Terminate(at);
        }
    }

    public void KillAll()
    {
        for (int at = containers.Length - 1; at >= 0; at--)
        {
            if (containers[at].IsLive)
                actions.Add(new PodAction.Kill(at));
        }
    }

    /// <summary>Does what the new state makes possible, until nothing more is.</summary>
    public PodStep Settle()
    {
        if (next.Stage == PodStage.Initializing)
            StartNextInit();
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
        for (int at = 0; at < containers.Length; at++)
        {
            if (containers[at].Role == ContainerRole.Main)
                Start(at);
        }
    }

    private void StopNextSidecar()
    {
        bool waiting = false;
        for (int at = containers.Length - 1; at >= 0; at--)
        {
            if (containers[at].IsLive && !waiting)
            {
                waiting = true;
                if (!containers[at].AskedToStop)
                    Terminate(at);
            }
        }

        if (waiting)
            return;
        int code = containers.Where(container => container.Role == ContainerRole.Main).Max(container => container.Final!.ExitCode);
        next = next with { Stage = PodStage.Finished, FinishedAt = now, ExitCode = code };
        actions.Add(new PodAction.Finish(code));
    }

    private void Drain()
    {
        next = next with { Stage = PodStage.Draining };
        GiveUpWaiting(0, "", _ => "");
        if (containers.Any(container => container.IsLive))
            SetGraceTimers();
    }

    private void FailInitialization(string name, int exitCode)
    {
        const string reason = "InitContainerFailed";
        string what = $"Init container {name} ended with exit code {exitCode}";
        next = next with { Stop = new StopReason(reason, what + ".", AlwaysFails: true) };
        GiveUpWaiting(exitCode, reason, _ => what + "; this container was not started.");
        Drain();
    }

    /// <summary>
    /// No container starts from now on: what waits for a restart stays as it ended, and a main container that never ran gets a made-up
    /// end.
    /// </summary>
    private void GiveUpWaiting(int exitCode, string reason, Func<string, string> message)
    {
        for (int at = 0; at < containers.Length; at++)
        {
            ContainerRun container = containers[at];
            if (container.Stage == ContainerStage.BackOff)
                containers[at] = container with { Stage = ContainerStage.Ended, Final = container.Previous, Previous = null };
            else if (container is { Stage: ContainerStage.Waiting, Role: ContainerRole.Main })
                End(at, NeverStarted(exitCode, reason, message(container.Plan.Name)));
        }
    }

    private TerminatedState NeverStarted(int exitCode, string reason, string message) =>
        new() { ExitCode = exitCode, Reason = reason, Message = message, FinishedAt = now };

    private void SetGraceTimers()
    {
        if (Grace > TimeSpan.Zero)
            actions.Add(new PodAction.SetTimer(new PodTimer(PodTimerKind.LastCall), Grace - LastCall(Grace)));
        actions.Add(new PodAction.SetTimer(new PodTimer(PodTimerKind.Kill), Grace));
    }

    /// <summary>So that a sidecar sees its SIGTERM even when a container before it used up the time.</summary>
    private static TimeSpan LastCall(TimeSpan grace) => TimeSpan.FromTicks(Math.Min(TimeSpan.TicksPerSecond * 2, grace.Ticks / 4));

    private void Terminate(int at)
    {
        containers[at] = containers[at] with { AskedToStop = true };
        actions.Add(Grace > TimeSpan.Zero ? new PodAction.Terminate(at) : new PodAction.Kill(at));
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
        Message = exited.Failure ?? exited.Message,
        StartedAt = container.StartedAt,
        FinishedAt = now,
    };

    private bool All(ContainerRole role, Func<ContainerRun, bool> condition) =>
        containers.Where(container => container.Role == role).All(condition);
}
