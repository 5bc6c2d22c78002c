using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Supervision;

/// <summary>Everything <see cref="PodMachine"/> knows of a pod.</summary>
internal sealed record PodState
{
    public required PodPlan Plan { get; init; }

    public PodStage Stage { get; init; } = PodStage.New;

    /// <summary>The init containers and sidecars in the plan's order, then the containers.</summary>
    public required IReadOnlyList<ContainerRun> Containers { get; init; }

    /// <summary>The first reason to stop; later ones do not count.</summary>
    public StopReason? Stop { get; init; }

    /// <summary>When the containers were told to stop.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>What is left of the grace period, counted from when it was said, where there is less of it than the plan gives.</summary>
    public TimeSpan? GraceLimit { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When the first container started.</summary>
    public DateTimeOffset? FirstStartAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Set when finished.</summary>
    public int? ExitCode { get; init; }

    /// <summary>A pod of which nothing has started.</summary>
    public static PodState Of(PodPlan plan) => new()
    {
        Plan = plan,
        Containers =
        [
            .. plan.InitContainers.Select(init => new ContainerRun(init, init.Sidecar ? ContainerRole.Sidecar : ContainerRole.Init)),
            .. plan.Containers.Select(container => new ContainerRun(container, ContainerRole.Main)),
        ],
    };
}
