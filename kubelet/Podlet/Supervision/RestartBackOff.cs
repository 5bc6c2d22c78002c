namespace Interlink.Podlet.Supervision;

/// <summary>
/// The kubelet's rule for restarts: the first is immediate, then 10 s doubling to 300 s after the end of the previous process; a process
/// that ran for 10 minutes starts the series anew.
/// </summary>
internal static class RestartBackOff
{
    public static readonly TimeSpan Initial = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(300);
    public static readonly TimeSpan GoodRun = TimeSpan.FromMinutes(10);

    /// <summary>How long a process that ended has to wait for its successor.</summary>
    public static TimeSpan AfterRun(TimeSpan backOff, TimeSpan ran) => ran >= GoodRun ? TimeSpan.Zero : backOff;

    /// <summary>The wait after the one just used.</summary>
    public static TimeSpan Next(TimeSpan used)
    {
        if (used == TimeSpan.Zero)
            return Initial;
        TimeSpan doubled = used * 2;
        return doubled < Longest ? doubled : Longest;
    }
}
