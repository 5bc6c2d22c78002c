using System.Diagnostics;

namespace Interlink.Bench.Processes;

/// <summary>The machine's monotonic clock.</summary>
internal static class Clock
{
    public static long Now => Stopwatch.GetTimestamp();

    public static double TicksPerSecond => Stopwatch.Frequency;

    public static double Milliseconds(long begun, long ended) => (ended - begun) * 1000.0 / TicksPerSecond;

    public static double MillisecondsSince(long begun) => Milliseconds(begun, Now);

    public static double MillisecondsOf(Action act)
    {
        long begun = Now;
        act();
        return MillisecondsSince(begun);
    }
}
