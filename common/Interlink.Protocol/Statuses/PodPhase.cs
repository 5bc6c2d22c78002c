namespace Interlink.Protocol.Statuses;

/// <summary>A pod's phase as Kubernetes names it.</summary>
public enum PodPhase
{
    /// <summary>Accepted; a container has not started yet, or init containers are running.</summary>
    Pending,

    /// <summary>At least one container runs, starts or waits to be restarted.</summary>
    Running,

    /// <summary>Every container ended with code 0. Final.</summary>
    Succeeded,

    /// <summary>Every container ended, at least one of them badly. Final.</summary>
    Failed,
}
