using Interlink.Podlet.Handlers;
using Interlink.Podlet.Supervision;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Probing;

/// <summary>One probe of one process of a container, from attempt to attempt.</summary>
internal sealed class ProbeWorker
{
    private readonly ProbePlan plan;
    private readonly TimeProvider time;
    private readonly ProbeCounter counter;
    private readonly long since;
    private TimeSpan due;
    private HandlerRun? attempt;

    /// <param name="container">The container's position.</param>
    /// <param name="run">Its <see cref="ContainerRun.Starts"/>.</param>
    /// <param name="kind">What the probe is for.</param>
    /// <param name="plan">The probe.</param>
    /// <param name="age">How long the process has been running.</param>
    /// <param name="time">The clock.</param>
    public ProbeWorker(int container, int run, ProbeKind kind, ProbePlan plan, TimeSpan age, TimeProvider time)
    {
        (Container, Run, Kind, this.plan, this.time) = (container, run, kind, plan, time);
        bool? initial = kind switch
        {
            ProbeKind.Liveness => true,
            ProbeKind.Readiness => false,
            _ => null,
        };
        counter = new ProbeCounter(plan.SuccessThreshold, plan.FailureThreshold, initial);
        since = time.GetTimestamp();
        TimeSpan delay = TimeSpan.FromSeconds(plan.InitialDelaySeconds) - age;
        due = delay > TimeSpan.Zero ? delay : TimeSpan.Zero;
    }

    public int Container { get; }

    public int Run { get; }

    public ProbeKind Kind { get; }

    /// <summary>How long until the next attempt; null while one is at work, or none will ever be made again.</summary>
    public TimeSpan? Wait => attempt is null && due != TimeSpan.MaxValue ? due - time.GetElapsedTime(since) : null;

    /// <summary>Begins an attempt that is due, counts one that has ended. Not null when the probe now says something else.</summary>
    public HandlerOutcome? Look(HandlerRuns handlers)
    {
        HandlerOutcome? changed = attempt?.Outcome is { } outcome ? Count(outcome) : null;
        if (Wait <= TimeSpan.Zero)
        {
            TimeSpan now = time.GetElapsedTime(since);
            // From its due time, so that the period holds; but what took longer is not caught up with.
            due = (now - due > TimeSpan.FromSeconds(plan.PeriodSeconds) ? now : due) + TimeSpan.FromSeconds(plan.PeriodSeconds);
            attempt = handlers.Probe(Container, plan.Handler, TimeSpan.FromSeconds(plan.TimeoutSeconds));
        }

        return changed;
    }

    public void Cancel() => attempt?.Cancel();

    private HandlerOutcome? Count(HandlerOutcome outcome)
    {
        attempt = null;
        if (outcome.Impossible)
        {
            // A container must not be stopped for what this machine does not allow.
            due = TimeSpan.MaxValue;
            return outcome;
        }

        return counter.Add(outcome.Failure is null) ? outcome : null;
    }
}
