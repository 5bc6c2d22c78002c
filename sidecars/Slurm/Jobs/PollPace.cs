namespace Interlink.Slurm.Jobs;

/// <summary>
/// How long to wait between two questions to the scheduler: the usual interval while there is news, more and more when there has been none
/// for a minute, and ever longer while it does not answer. What containers do is read from their folders meanwhile, so only the
/// scheduler's own news (a pending reason, a lost node) come later.
/// </summary>
internal sealed class PollPace(TimeSpan interval, TimeSpan idle)
{
    private static readonly TimeSpan QuietAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestOutagePause = TimeSpan.FromSeconds(30);

    private readonly long quietPolls = Math.Max(1, QuietAfter.Ticks / Math.Max(1, interval.Ticks));
    private long quiet;
    private int failures;

    /// <summary>True while the scheduler does not answer.</summary>
    public bool Failing => failures > 0;

    public TimeSpan Pause
    {
        get
        {
            if (failures > 0)
                return Doubled(failures, Longer(LongestOutagePause, idle));
            long beyond = quiet - quietPolls;
            return beyond < 0 ? interval : Doubled((int)Math.Min(beyond + 1, 8), Longer(interval, idle));
        }
    }

    /// <summary>The scheduler has answered.</summary>
    public void Answered(bool news)
    {
        failures = 0;
        quiet = news ? 0 : quiet + 1;
    }

    public void Failed() => failures++;

    /// <summary>Somebody wants something: news are likely.</summary>
    public void Hurry() => quiet = 0;

    private TimeSpan Doubled(int times, TimeSpan longest) =>
        TimeSpan.FromTicks(Math.Min(longest.Ticks, interval.Ticks << Math.Min(times, 8)));

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
