using Interlink.Podlet.Native;
using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Supervision;

/// <summary>How containers, and the pod, are brought to their end.</summary>
internal sealed partial class PodTransition
{
    private TimeSpan Grace
    {
        get
        {
            TimeSpan planned = TimeSpan.FromSeconds(next.Plan.TerminationGracePeriodSeconds);
            return next.GraceLimit is { } limit && limit < planned ? limit : planned;
        }
    }

    public void StopContainers(StopReason reason, TimeSpan? within = null)
    {
        next = next with { Stage = PodStage.Stopping, Stop = reason, StoppedAt = now, GraceLimit = within };
        GiveUpWaiting(128 + Signal.Terminate, reason.Reason, name => $"The pod was stopped before container {name} started.");
        SetGraceTimers();
        for (int at = 0; at < containers.Length; at++)
        {
            if (containers[at].IsLive && containers[at].Role != ContainerRole.Sidecar)
                Terminate(at, Grace);
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

    /// <summary>Tells a container to stop, unless it was told.</summary>
    public void TellToStop(int at)
    {
        if (containers[at] is not { IsLive: true, Stop: not ContainerStopStep.Signalled })
            return;
        containers[at] = containers[at] with { Stop = ContainerStopStep.Signalled };
        actions.Add(new PodAction.Terminate(at));
    }

    public void TellAllToStop()
    {
        for (int at = containers.Length - 1; at >= 0; at--)
            TellToStop(at);
    }

    public void Kill(int at) => actions.Add(new PodAction.Kill(at));

    public void KillAll()
    {
        for (int at = containers.Length - 1; at >= 0; at--)
        {
            if (containers[at].IsLive)
                Kill(at);
        }
    }

    /// <summary>Stops one container while the pod goes on.</summary>
    private void StopForFault(int at, ContainerFault fault, int? seconds)
    {
        containers[at] = containers[at] with { Fault = fault };
        TimeSpan grace = seconds is { } own ? TimeSpan.FromSeconds(own) : Grace;
        int run = containers[at].Starts;
        if (grace > TimeSpan.Zero)
        {
            if (containers[at].Plan.Hooks?.PreStop is not null)
                actions.Add(new PodAction.SetTimer(new PodTimer(PodTimerKind.ContainerLastCall, at, run), grace - LastCall(grace)));
            actions.Add(new PodAction.SetTimer(new PodTimer(PodTimerKind.ContainerKill, at, run), grace));
        }

        Terminate(at, grace);
    }

    /// <summary>Begins to stop a container.</summary>
    private void Terminate(int at, TimeSpan grace)
    {
        ContainerRun container = containers[at];
        if (container.Stop != ContainerStopStep.None)
            return;
        if (grace <= TimeSpan.Zero)
        {
            containers[at] = container with { Stop = ContainerStopStep.Signalled };
            Kill(at);
        }
        else if (container is { Stage: not ContainerStage.Starting, Plan.Hooks.PreStop: not null })
        {
            containers[at] = container with { Stop = ContainerStopStep.PreStop };
            actions.Add(new PodAction.RunHook(at, HookKind.PreStop));
        }
        else
        {
            TellToStop(at);
        }
    }

    private void StopNextSidecar()
    {
        for (int at = containers.Length - 1; at >= 0; at--)
        {
            if (!containers[at].IsLive)
                continue;
            Terminate(at, Grace);
            return;
        }

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

    // So that a sidecar sees its SIGTERM even when a container before it, or a hook, used up the time.
    private static TimeSpan LastCall(TimeSpan grace) => TimeSpan.FromTicks(Math.Min(TimeSpan.TicksPerSecond * 2, grace.Ticks / 4));
}
