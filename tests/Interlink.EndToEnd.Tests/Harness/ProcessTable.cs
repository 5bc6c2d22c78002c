using System.Text;

namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>The processes of this machine, read from /proc.</summary>
internal static class ProcessTable
{
    /// <summary>Processes that have a variable in their environment: those of one scene, its jobs and containers included.</summary>
    public static IReadOnlyList<int> WithVariable(string variable) =>
        [.. All().Where(process => Read(process, "environ").Split('\0').Contains(variable) && !IsZombie(process))];

    /// <summary>Processes of which a word of the command line contains a text.</summary>
    public static IReadOnlyList<int> Naming(string text) =>
        [.. All().Where(process => Read(process, "cmdline").Contains(text, StringComparison.Ordinal))];

    public static IReadOnlyList<int> All() =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => int.TryParse(name, out _))
            .Select(name => int.Parse(name!)),
    ];

    public static string CommandLine(int process) => Read(process, "cmdline").Replace('\0', ' ').Trim();

    /// <summary>The environment, with NUL between variables; empty when the process is gone.</summary>
    public static string EnvironmentOf(int process) => Read(process, "environ");

    public static bool IsAlive(int process) => Directory.Exists($"/proc/{process}") && !IsZombie(process);

    public static string Describe(IEnumerable<int> processes) =>
        string.Join("; ", processes.Select(process => $"{process}: {CommandLine(process)}"));

    private static bool IsZombie(int process) =>
        Read(process, "stat") is { Length: > 0 } stat && stat[stat.LastIndexOf(')')..].StartsWith(") Z", StringComparison.Ordinal);

    private static string Read(int process, string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{process}/{file}"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
