namespace Interlink.ApiServer.Configuration;

/// <summary>What is kept of pods' states.</summary>
internal sealed record StatusOptions
{
    /// <summary>How old an answer may be; a sidecar is asked at most once in it about what is known.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The most pods that are kept of one sidecar.</summary>
    public int MostPods { get; init; } = 20_000;

    /// <summary>How long a pod is kept that nobody asks about.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromHours(1);
}
