using System.Text.Json.Serialization;

namespace Interlink.Protocol.Plans;

/// <summary>The probes of a container.</summary>
public sealed record ProbesPlan
{
    /// <summary>Until it has succeeded the container counts as not started, and the others do not run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProbePlan? Startup { get; init; }

    /// <summary>Whether the container is ready.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProbePlan? Readiness { get; init; }

    /// <summary>A container for which it fails is stopped, and started again if the pod's restart policy allows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProbePlan? Liveness { get; init; }
}

/// <summary>A probe; Kubernetes' defaults are filled in.</summary>
public sealed record ProbePlan
{
    /// <summary>What it does; never a pause.</summary>
    public required HandlerPlan Handler { get; init; }

    /// <summary>Seconds from the container's start to the first attempt; 0 or more.</summary>
    public int InitialDelaySeconds { get; init; }

    /// <summary>Seconds from one attempt to the next; at least 1.</summary>
    public int PeriodSeconds { get; init; } = 10;

    /// <summary>Seconds after which an attempt has failed; at least 1.</summary>
    public int TimeoutSeconds { get; init; } = 1;

    /// <summary>How many attempts in a row have to succeed for a failed probe to be successful again; at least 1.</summary>
    public int SuccessThreshold { get; init; } = 1;

    /// <summary>How many attempts in a row have to fail for the probe to have failed; at least 1.</summary>
    public int FailureThreshold { get; init; } = 3;

    /// <summary>Seconds the container gets to stop when this probe has failed; null for the pod's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TerminationGracePeriodSeconds { get; init; }
}
