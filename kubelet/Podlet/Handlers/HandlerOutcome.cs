namespace Interlink.Podlet.Handlers;

/// <summary>How a probe's attempt or a hook ended.</summary>
/// <param name="Failure">What went wrong, without a full stop; null when all went well.</param>
internal sealed record HandlerOutcome(string? Failure)
{
    public static readonly HandlerOutcome Success = new((string?)null);

    /// <summary>True when it could not even be tried on this machine, whatever the container does.</summary>
    public bool Impossible { get; init; }
}
