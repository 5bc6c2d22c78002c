namespace Interlink.Protocol.Statuses;

/// <summary>A container's status in the shape of Kubernetes' <c>v1.ContainerStatus</c>.</summary>
public sealed record ContainerStatus
{
    /// <summary>The container's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it does now.</summary>
    public ContainerState State { get; init => field = value ?? ContainerState.None; } = ContainerState.None;

    /// <summary>How its previous run ended; empty before the first restart.</summary>
    public ContainerState LastState { get; init => field = value ?? ContainerState.None; } = ContainerState.None;

    /// <summary>
    /// True when it runs and its readiness probe, if it has one, succeeds; for an init container when it ended with code 0.
    /// </summary>
    public bool Ready { get; init; }

    /// <summary>True once it has started (and its startup probe, if any, succeeded); null when unknown.</summary>
    public bool? Started { get; init; }

    /// <summary>How often it was started again.</summary>
    public int RestartCount { get; init; }

    /// <summary>The image.</summary>
    public string Image { get; init => field = value ?? ""; } = "";

    /// <summary>The image's digest, empty when the runtime does not tell.</summary>
    public string ImageID { get; init => field = value ?? ""; } = "";
}
