using System.Text.Json.Nodes;
using Interlink.Protocol.Json;

namespace Interlink.Protocol.Pods;

/// <summary>A probe of a container (Kubernetes' <c>v1.Probe</c>), read in place. Numbers that are absent are 0.</summary>
public sealed class ProbeView
{
    private readonly FieldReader _probe;

    internal ProbeView(JsonObject json, string path)
    {
        _probe = new FieldReader(json, path);
        Handler = new HandlerView(json, path);
    }

    /// <summary>What the probe does.</summary>
    public HandlerView Handler { get; }

    /// <summary>Seconds from the container's start to the first attempt.</summary>
    public int InitialDelaySeconds => _probe.Int32("initialDelaySeconds") ?? 0;

    /// <summary>Seconds from one attempt to the next.</summary>
    public int PeriodSeconds => _probe.Int32("periodSeconds") ?? 0;

    /// <summary>Seconds after which an attempt has failed.</summary>
    public int TimeoutSeconds => _probe.Int32("timeoutSeconds") ?? 0;

    /// <summary>How many attempts in a row have to succeed after one that failed.</summary>
    public int SuccessThreshold => _probe.Int32("successThreshold") ?? 0;

    /// <summary>How many attempts in a row have to fail.</summary>
    public int FailureThreshold => _probe.Int32("failureThreshold") ?? 0;

    /// <summary>Seconds the container gets to stop when the probe has failed; null when absent, then the pod's count.</summary>
    public long? TerminationGracePeriodSeconds => _probe.Int64("terminationGracePeriodSeconds");
}
