using System.Globalization;

namespace Interlink.Slurm.Scheduling.Slurm;

/// <summary>The question to sinfo about what is free, and its answer: a line per node and partition.</summary>
internal static class SinfoAnswer
{
    private const long Mebibyte = 1024 * 1024;

    public const string Format = "NodeList:|,CPUsState:|,Memory:|,AllocMem:|,StateCompact:|";

    /// <summary>Sums idle CPUs and unallocated memory over the nodes that take jobs; a node in several partitions counts once.</summary>
    public static FreeResources Read(string output)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        long cpus = 0, memory = 0;
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Split('|', StringSplitOptions.TrimEntries);
            if (fields.Length < 5 || !TakesJobs(fields[4]) || !seen.Add(fields[0]))
                continue;
            // CPUsState is allocated/idle/other/total.
            var counts = fields[1].Split('/');
            if (counts.Length == 4)
                cpus += Number(counts[1]);
            memory += Math.Max(0, Number(fields[2]) - Number(fields[3])) * Mebibyte;
        }
        return new FreeResources(cpus, memory);
    }

    private static bool TakesJobs(string state) =>
        // A trailing sign marks nodes that do not answer (*), are powered down (~), booting (#) or in maintenance ($).
        state.TrimEnd('~', '#', '%', '+', '^', '-', '!', '@') is "idle" or "mix" or "alloc" or "comp" or "plnd";

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
