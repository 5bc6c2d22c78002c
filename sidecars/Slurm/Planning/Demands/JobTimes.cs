using System.Globalization;
using Interlink.Slurm.Planning.Flags;

namespace Interlink.Slurm.Planning.Demands;

/// <summary>When Slurm ends the job, and how long before it tells podlet.</summary>
internal static class JobTimes
{
    // podlet needs a moment to kill what is left and to write the last status.
    private const int StopSeconds = 5;

    // "Due to the resolution of event handling" Slurm may signal a minute early, says sbatch(1).
    private const int EarlySeconds = 60;

    // sbatch takes the time of a signal as 16 bits.
    private const int MaxSignalSeconds = 65535;

    /// <summary>
    /// Sets <c>--time</c> for a pod with a deadline, long enough for podlet to keep it, grace period included. Sets <c>--signal</c>, so
    /// that a
    /// job at its limit (its own or its partition's, which is not known here) can stop within the grace period; but not where podlet ends
    /// the pod before that anyway, and not for a job so short that the signal would take more than half of it: Slurm's own SIGTERM at the
    /// limit, <c>KillWait</c> before SIGKILL, has to do there. The signal is SIGINT, for a SIGTERM could not be told from the beginning of
    /// Slurm's own end of a job. Flags of flavor and pod stay as they are.
    /// </summary>
    public static void Set(SbatchFlagList flags, long? deadlineSeconds, int gracePeriodSeconds)
    {
        int lead = (int)Math.Min((long)gracePeriodSeconds + StopSeconds, MaxSignalSeconds);
        bool deadlineFirst = false;
        if (deadlineSeconds is { } deadline && !flags.HasAny("time"))
        {
            // Slurm counts minutes in 32 bits, and has no use for a limit of centuries.
            long minutes = (Math.Min(deadline, int.MaxValue) + gracePeriodSeconds + StopSeconds + 59) / 60;
            flags.Set("time", minutes.ToString(CultureInfo.InvariantCulture));
            deadlineFirst = true;
        }

        bool tooShort = SlurmTime.Seconds(flags.Value("time")) is { } limit and > 0 && limit < 2 * ((long)lead + EarlySeconds);
        if (!deadlineFirst && !tooShort && !flags.HasAny("signal"))
            flags.Set("signal", $"B:INT@{lead.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>True when a value of <c>--signal</c> (<c>[{R|B}:]SIGNAL[@SECONDS]</c>) makes Slurm warn the batch process by SIGTERM.</summary>
    public static bool WarnsByTerm(string? signal)
    {
        if (signal?.Split(':', 2) is not [var whom, var what] || !whom.Contains('B', StringComparison.OrdinalIgnoreCase))
            return false;
        return what.Split('@')[0].Trim().ToUpperInvariant() is "TERM" or "SIGTERM" or "15";
    }
}
