using System.Globalization;

namespace Interlink.Podlet.Stats;

/// <summary>What processes have used and hold.</summary>
/// <param name="CpuNanoSeconds">CPU time of theirs, and of those they have reaped.</param>
/// <param name="OwnBytes">Anonymous memory.</param>
/// <param name="SharedBytes">The largest part that one of them shares with files and others.</param>
internal readonly record struct ProcessUsage(ulong CpuNanoSeconds, ulong OwnBytes, ulong SharedBytes)
{
    /// <summary>USER_HZ: 100 on every Linux, whatever the kernel's own clock does.</summary>
    private const ulong NanoSecondsPerTick = 10_000_000;

    private static readonly ulong PageSize = (ulong)Environment.SystemPageSize;

    /// <summary>Of one process; nothing when it has ended.</summary>
    public static ProcessUsage Of(int process)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{process}/stat");
            // The name in parentheses may hold anything. After it come state, parent, …; utime to cstime are the 12th to 15th.
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ', 16);
            ulong ticks = 0;
            for (int at = 11; at <= 14; at++)
                ticks += ulong.Parse(fields[at], CultureInfo.InvariantCulture);
            string[] pages = File.ReadAllText($"/proc/{process}/statm").Split(' ', 4);
            ulong resident = ulong.Parse(pages[1], CultureInfo.InvariantCulture);
            ulong shared = Math.Min(resident, ulong.Parse(pages[2], CultureInfo.InvariantCulture));
            return new ProcessUsage(ticks * NanoSecondsPerTick, (resident - shared) * PageSize, shared * PageSize);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    public static ProcessUsage operator +(ProcessUsage one, ProcessUsage other) => new(
        one.CpuNanoSeconds + other.CpuNanoSeconds, one.OwnBytes + other.OwnBytes, Math.Max(one.SharedBytes, other.SharedBytes));
}
