namespace Interlink.Kubernetes.Leases;

/// <summary>Who wants to lead, and by which Lease.</summary>
public sealed record ElectionOptions
{
    /// <summary>The Lease's name.</summary>
    public required string Name { get; init; }

    /// <summary>Who wants to lead; different for every process, for example the pod's name.</summary>
    public required string Identity { get; init; }

    /// <summary>How long the others wait for a leader that says nothing, in whole seconds.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the leader tries to renew before it steps down; shorter than <see cref="Duration"/>.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The pause between two looks.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);
}
