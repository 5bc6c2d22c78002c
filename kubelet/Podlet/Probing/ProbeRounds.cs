using Interlink.Podlet.Handlers;
using Interlink.Podlet.Supervision;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Probing;

/// <summary>The probes of a pod: those of the processes that run, as long as they are to be asked.</summary>
internal sealed class ProbeRounds(HandlerRuns handlers, TimeProvider time)
{
    private readonly List<ProbeWorker> workers = [];

    /// <summary>How long until the next attempt; null when there is none to wait for.</summary>
    public TimeSpan? Wait => workers.Min(worker => worker.Wait);

    /// <summary>Begins and ends probes as the pod's state demands.</summary>
    public void Follow(PodState state)
    {
        for (int i = workers.Count - 1; i >= 0; i--)
        {
            ContainerRun container = state.Containers[workers[i].Container];
            if (container.Starts == workers[i].Run && PlanOf(container, workers[i].Kind) is not null)
                continue;
            workers[i].Cancel();
            workers.RemoveAt(i);
        }

        for (int at = 0; at < state.Containers.Count; at++)
        {
            ContainerRun container = state.Containers[at];
            if (container.Plan.Probes is null)
                continue;
            foreach (ProbeKind kind in Enum.GetValues<ProbeKind>())
            {
                if (PlanOf(container, kind) is { } plan && !workers.Exists(worker => worker.Container == at && worker.Kind == kind))
                    workers.Add(new ProbeWorker(at, container.Starts, kind, plan, time.GetUtcNow() - (container.StartedAt ?? time.GetUtcNow()), time));
            }
        }
    }

    /// <summary>Begins the attempts that are due; what probes say now and did not before.</summary>
    public List<PodEvent> Look(PodState state)
    {
        List<PodEvent> events = [];
        foreach (ProbeWorker worker in workers)
        {
            if (worker.Look(handlers) is not { } outcome)
                continue;
            string? failure = outcome.Impossible ? null : outcome.Failure;
            Tell(state.Containers[worker.Container].Plan.Name, worker.Kind, outcome);
            events.Add(new PodEvent.Probed(worker.Container, worker.Run, worker.Kind, failure, time.GetUtcNow()));
        }

        return events;
    }

    // Startup gates the others; a container that is being stopped is only asked whether it is still ready.
    private static ProbePlan? PlanOf(ContainerRun container, ProbeKind kind) => (kind, container) switch
    {
        (ProbeKind.Startup, { Stage: ContainerStage.Running, IsStarted: false, Stop: ContainerStopStep.None }) => container.Plan.Probes?.Startup,
        (ProbeKind.Liveness, { IsStarted: true, Stop: ContainerStopStep.None }) => container.Plan.Probes?.Liveness,
        (ProbeKind.Readiness, { IsStarted: true }) => container.Plan.Probes?.Readiness,
        _ => null,
    };

    private static void Tell(string container, ProbeKind kind, HandlerOutcome outcome)
    {
        string probe = $"container {container}: the {kind.ToString().ToLowerInvariant()} probe";
        if (outcome.Impossible)
            StandardError.Say($"{probe} cannot be made and counts as successful from now on: {outcome.Failure}.");
        else if (outcome.Failure is { } failure)
            StandardError.Say($"{probe} failed: {failure}.");
        else
            StandardError.Say($"{probe} succeeded.");
    }
}
