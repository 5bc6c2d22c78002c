using Interlink.Podlet.Supervision;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Handlers;

/// <summary>The hooks of a pod that are at work.</summary>
internal sealed class HookRuns(HandlerRuns handlers, TimeProvider time)
{
    private readonly List<(int Container, int Run, HookKind Kind, HandlerRun Handler)> active = [];

    /// <summary>Begins a hook of a container.</summary>
    public void Begin(int at, ContainerRun container, HookKind kind)
    {
        HandlerPlan? plan = kind == HookKind.PostStart ? container.Plan.Hooks?.PostStart : container.Plan.Hooks?.PreStop;
        active.Add((at, container.Starts, kind, handlers.Hook(at, plan!)));
    }

    /// <summary>The hooks that have ended since the last call. What belongs to a process that is gone is cancelled.</summary>
    public List<PodEvent> TakeEnded(PodState state)
    {
        List<PodEvent> ended = [];
        for (int i = active.Count - 1; i >= 0; i--)
        {
            (int at, int run, HookKind kind, HandlerRun handler) = active[i];
            ContainerRun container = state.Containers[at];
            if (!container.IsLive || container.Starts != run || (kind == HookKind.PreStop && container.Stop == ContainerStopStep.Signalled))
            {
                handler.Cancel();
                active.RemoveAt(i);
            }
            else if (handler.Outcome is { } outcome)
            {
                active.RemoveAt(i);
                if (outcome.Failure is { } failure)
                    StandardError.Say($"container {container.Plan.Name}: the {Name(kind)} hook failed: {failure}.");
                ended.Add(new PodEvent.HookEnded(at, run, kind, outcome.Failure, time.GetUtcNow()));
            }
        }

        return ended;
    }

    private static string Name(HookKind kind) => kind == HookKind.PostStart ? "postStart" : "preStop";
}
