namespace Interlink.Hosting.Retries;

/// <summary>How long to wait before something that failed is tried again.</summary>
public static class RetryPause
{
    /// <summary>1 s, doubling with each failure up to a limit, shortened by up to a half so that many clients do not return together.</summary>
    /// <param name="failures">How many attempts have failed in a row, at least 1.</param>
    /// <param name="longest">The limit, at least 1 s.</param>
    /// <param name="chance">0 to 1: what part of the half is taken off.</param>
    public static TimeSpan After(int failures, TimeSpan longest, double chance)
    {
        var seconds = Math.Min(Math.Pow(2, Math.Min(failures - 1, 16)), longest.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (1 - chance / 2));
    }
}
