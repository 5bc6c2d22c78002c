using System.Globalization;
using System.Text.RegularExpressions;

namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>The Slurm of scripts/slurm-testbed: its daemons are stopped, paused and reconfigured here.</summary>
internal static partial class TestBed
{
    private static string Folder => Path.GetDirectoryName(Machine.SlurmConfiguration) ?? "/nonexistent";

    public static string Marker => Path.Combine(Folder, "this-is-a-slurm-testbed");

    public static Task StopControllerAsync() => ScriptAsync("stop-controller");

    public static Task StartControllerAsync() => ScriptAsync("start-controller");

    public static Task PauseControllerAsync() => ScriptAsync("pause-controller");

    public static Task ResumeControllerAsync() => ScriptAsync("resume-controller");

    /// <summary>Sets how long Slurm remembers ended jobs.</summary>
    /// <returns>How long it was before, in seconds.</returns>
    public static async Task<int> RememberJobsForAsync(int seconds)
    {
        var before = Setting("MinJobAge");
        await ScriptAsync("up", new Dictionary<string, string>
        {
            ["SLURM_TESTBED_PORT"] = Setting("SlurmctldPort").ToString(CultureInfo.InvariantCulture),
            ["SLURM_TESTBED_NODE"] = NodeName().Match(File.ReadAllText(Machine.SlurmConfiguration!)).Groups[1].Value,
            ["SLURM_TESTBED_MESSAGE_TIMEOUT"] = Setting("MessageTimeout").ToString(CultureInfo.InvariantCulture),
            ["SLURM_TESTBED_KILL_WAIT"] = Setting("KillWait").ToString(CultureInfo.InvariantCulture),
            ["SLURM_TESTBED_MIN_JOB_AGE"] = seconds.ToString(CultureInfo.InvariantCulture),
        });
        return before;
    }

    private static int Setting(string name)
    {
        var line = File.ReadLines(Machine.SlurmConfiguration!).First(line => line.StartsWith(name + "=", StringComparison.Ordinal));
        return int.Parse(line[(name.Length + 1)..], CultureInfo.InvariantCulture);
    }

    private static async Task ScriptAsync(string action, Dictionary<string, string>? settings = null)
    {
        settings ??= [];
        settings["SLURM_TESTBED_DIR"] = Folder;
        var outcome = await Command.RunAsync(Path.Combine(Machine.Repository, "scripts", "slurm-testbed"), [action], settings);
        Assert.True(outcome.ExitCode == 0, $"slurm-testbed {action}: {outcome.Error}");
    }

    [GeneratedRegex(@"^NodeName=(\D+)1 ", RegexOptions.Multiline)]
    private static partial Regex NodeName();
}
