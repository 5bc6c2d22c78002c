namespace Interlink.Bench.Processes;

/// <summary>Lets time pass: a figure is taken over a time, or of a program that has come to rest.</summary>
internal static class Pause
{
    public static void For(TimeSpan time)
    {
        long end = Clock.Now + (long)(time.TotalSeconds * Clock.TicksPerSecond);
        // In pieces, as a signal ends a sleep.
        while (Clock.Now < end)
            LibC.Sleep((uint)Math.Clamp(Clock.Milliseconds(Clock.Now, end) * 1000, 1, 100_000));
    }

    /// <summary>Asks four times a millisecond at most until it is so.</summary>
    public static void Until(Func<bool> isSo, TimeSpan limit, string what)
    {
        long begun = Clock.Now;
        while (!isSo())
        {
            if (Clock.MillisecondsSince(begun) > limit.TotalMilliseconds)
                throw new BenchException($"{what}: not so after {limit.TotalSeconds:0} s.");
            LibC.Sleep(250);
        }
    }
}
