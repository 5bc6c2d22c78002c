namespace Interlink.Bench.Machines;

/// <summary>What the figures were taken on.</summary>
internal static class Machine
{
    /// <summary>Processor, memory, kernel and the file system of a folder, in one line.</summary>
    public static string Describe(string folder) =>
        $"{Environment.ProcessorCount} × {Field("/proc/cpuinfo", "model name")}, {Memory} GB, "
        + $"Linux {File.ReadAllText("/proc/sys/kernel/osrelease").Trim()}, {FileSystem(folder)}";

    /// <summary>How many processes wanted a processor in the last minute, on average.</summary>
    public static string Load => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private static long Memory => long.Parse(Field("/proc/meminfo", "MemTotal").Split(' ')[0], null) * 1024 / 1_000_000_000;

    private static string Field(string file, string name)
    {
        string? line = File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        return line is null ? "unknown" : line[(line.IndexOf(':') + 1)..].Trim();
    }

    // The longest mount point that the folder is under; a later line covers an earlier one.
    private static string FileSystem(string folder) => File.ReadLines("/proc/self/mounts")
        .Select(line => line.Split(' '))
        .Where(mount => (folder + "/").StartsWith(mount[1].TrimEnd('/') + "/", StringComparison.Ordinal))
        .Select((mount, place) => (mount, place))
        .OrderBy(found => found.mount[1].Length)
        .ThenBy(found => found.place)
        .Last().mount[2];
}
