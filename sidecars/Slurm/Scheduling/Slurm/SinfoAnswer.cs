using System.Globalization;

namespace Interlink.Slurm.Scheduling.Slurm;

/// <summary>The question to sinfo about what is free, and its answer: a line per node and partition.</summary>
internal static class SinfoAnswer
{
    private const long Mebibyte = 1024 * 1024;

    public const string Format = "NodeList:|,CPUsState:|,Memory:|,AllocMem:|,StateCompact:|,Disk:|";

    /// <summary>Sums the CPUs and the memory of the nodes that take jobs; a node in several partitions counts once.</summary>
    public static ClusterResources Read(string output)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Amounts free = default, total = default;
        bool tmpDisk = false;
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Split('|', StringSplitOptions.TrimEntries);
            // CPUsState is allocated/idle/other/total.
            if (fields.Length < 5 || fields[1].Split('/') is not { Length: 4 } cpus || !TakesJobs(fields[4]) || !seen.Add(fields[0]))
                continue;
            long memory = Number(fields[2]) * Mebibyte, allocated = Number(fields[3]) * Mebibyte;
            free += new Amounts(Number(cpus[1]), Math.Max(0, memory - allocated));
            total += new Amounts(Number(cpus[3]), memory);
            tmpDisk |= fields.Length > 5 && Number(fields[5]) > 0;
        }
        return new ClusterResources(free, total) { HasTmpDisk = tmpDisk };
    }

    private static bool TakesJobs(string state) =>
        // A trailing sign marks nodes that do not answer (*), are powered down (~), booting (#) or in maintenance ($).
        state.TrimEnd('~', '#', '%', '+', '^', '-', '!', '@') is "idle" or "mix" or "alloc" or "comp" or "plnd";

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
