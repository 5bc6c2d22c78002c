using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;

namespace Interlink.Planning.Probes;

/// <summary>Plans a container's probes by the rules and with the defaults of Kubernetes' API server.</summary>
internal static class ProbePlanner
{
    private const int DefaultPeriodSeconds = 10;
    private const int DefaultTimeoutSeconds = 1;
    private const int DefaultFailureThreshold = 3;

    /// <summary>The probes; null without any.</summary>
    /// <exception cref="PlanningException">One breaks a rule.</exception>
    public static ProbesPlan? Plan(ContainerView container)
    {
        var plan = new ProbesPlan
        {
            Startup = Plan(container, container.StartupProbe, "startupProbe"),
            Readiness = Plan(container, container.ReadinessProbe, "readinessProbe"),
            Liveness = Plan(container, container.LivenessProbe, "livenessProbe"),
        };
        return plan is { Startup: null, Readiness: null, Liveness: null } ? null : plan;
    }

    private static ProbePlan? Plan(ContainerView container, ProbeView? probe, string name)
    {
        if (probe is null)
            return null;
        var place = new CheckPlace(container, name);
        place.DemandLongRunning();
        bool readiness = name == "readinessProbe";
        int successes = OrDefault(place, probe.SuccessThreshold, 1, "successThreshold");
        if (!readiness && successes != 1)
            throw place.Invalid("has a successThreshold that is not 1: only a readinessProbe may.");
        if (readiness && probe.TerminationGracePeriodSeconds is not null)
            throw place.Invalid("has terminationGracePeriodSeconds, which a readinessProbe may not: it stops nothing.");
        if (probe.TerminationGracePeriodSeconds is < 1 or > int.MaxValue)
            throw place.Invalid("has a terminationGracePeriodSeconds below 1.");
        if (probe.InitialDelaySeconds < 0)
            throw place.Invalid("has a negative initialDelaySeconds.");
        return new ProbePlan
        {
            Handler = HandlerPlanner.Plan(place, probe.Handler),
            InitialDelaySeconds = probe.InitialDelaySeconds,
            PeriodSeconds = OrDefault(place, probe.PeriodSeconds, DefaultPeriodSeconds, "periodSeconds"),
            TimeoutSeconds = OrDefault(place, probe.TimeoutSeconds, DefaultTimeoutSeconds, "timeoutSeconds"),
            SuccessThreshold = successes,
            FailureThreshold = OrDefault(place, probe.FailureThreshold, DefaultFailureThreshold, "failureThreshold"),
            TerminationGracePeriodSeconds = (int?)probe.TerminationGracePeriodSeconds,
        };
    }

    private static int OrDefault(CheckPlace place, int given, int otherwise, string field) => given switch
    {
        < 0 => throw place.Invalid($"has a negative {field}."),
        0 => otherwise,
        _ => given,
    };
}
