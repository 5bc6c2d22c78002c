using System.Globalization;

namespace Interlink.Bench.Processes;

/// <summary>What a process uses of the machine, as /proc tells it.</summary>
internal static class ProcessUse
{
    // USER_HZ, which is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>A line of /proc/PID/status in megabytes of 10^6 bytes: VmRSS, RssAnon, VmHWM.</summary>
    public static double Megabytes(int process, string field)
    {
        foreach (string line in File.ReadLines($"/proc/{process}/status"))
        {
            if (line.StartsWith(field + ":", StringComparison.Ordinal))
                return double.Parse(line.Split(':', ' ', '\t').First(IsNumber), CultureInfo.InvariantCulture) * 1024 / 1e6;
        }

        throw new BenchException($"/proc/{process}/status has no line {field}.");
    }

    /// <summary>Makes VmHWM, the highest VmRSS, start again from now.</summary>
    public static void ForgetPeak(int process) => File.WriteAllText($"/proc/{process}/clear_refs", "5");

    /// <summary>Milliseconds of CPU that the living threads of a process have used: exact, for a process that is young.</summary>
    public static double CpuMillisecondsOfThreads(int process) => Directory.EnumerateDirectories($"/proc/{process}/task")
        .Sum(task => long.Parse(File.ReadAllText(Path.Combine(task, "schedstat")).Split(' ')[0], CultureInfo.InvariantCulture)) / 1e6;

    /// <summary>Seconds of CPU the process has used, in hundredths.</summary>
    public static double CpuSeconds(int process)
    {
        string text = File.ReadAllText($"/proc/{process}/stat");
        // The name, in parentheses, may hold blanks; utime and stime are fields 14 and 15.
        string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return fields[11..13].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    /// <summary>The processes that this one has started and that live.</summary>
    public static IReadOnlyList<int> ChildrenOf(int process) =>
        [.. Directory.EnumerateDirectories($"/proc/{process}/task")
            .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture))];

    private static bool IsNumber(string word) => word.Length > 0 && char.IsAsciiDigit(word[0]);
}
