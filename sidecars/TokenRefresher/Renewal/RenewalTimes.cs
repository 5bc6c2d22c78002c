using Interlink.Hosting.Retries;

namespace Interlink.TokenRefresher.Renewal;

/// <summary>When the next token is asked for.</summary>
internal static class RenewalTimes
{
    private static readonly TimeSpan UnknownLifetimePause = TimeSpan.FromSeconds(200);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(60);

    /// <summary>
    /// 80 % of the token's life, 200 s when that is unknown; at least 1 s, and at most a day, so that a refresh token that dies of
    /// disuse does not.
    /// </summary>
    public static TimeSpan AfterSuccess(TimeSpan? lifetime)
    {
        var pause = lifetime is { } life ? life * 0.8 : UnknownLifetimePause;
        return pause < Shortest ? Shortest : pause > Longest ? Longest : pause;
    }

    /// <summary>See <see cref="RetryPause"/>; at most 60 s.</summary>
    /// <param name="failures">How many attempts have failed in a row, at least 1.</param>
    /// <param name="chance">0 to 1.</param>
    public static TimeSpan AfterFailure(int failures, double chance) => RetryPause.After(failures, LongestRetry, chance);
}
