using System.Diagnostics;
using System.Globalization;

namespace Interlink.Processes.Tests;

public sealed class TetherTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_tethered_program_dies_with_a_parent_that_is_killed()
    {
        using Process parent = Start("sh", "-c", "echo $$ >&2; trap '' TERM HUP INT; while :; do sleep 0.05; done");
        int child = int.Parse((await parent.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        Assert.True(Directory.Exists($"/proc/{child}"));
        parent.Kill();
        var clock = Stopwatch.StartNew();
        while (IsAlive(child))
        {
            Assert.True(clock.Elapsed < Soon, "The program has outlived its parent.");
            await Task.Delay(5);
        }
    }

    [Fact]
    public async Task A_tethered_program_is_no_more_than_that_program()
    {
        using Process parent = Start("sh", "-c", "tr '\\0' ' ' < /proc/$$/cmdline >&2; echo >&2; grep SigIgn /proc/$$/status >&2; exit 7");
        string[] lines = (await parent.StandardOutput.ReadToEndAsync()).Split('\n');
        Assert.StartsWith("sh -c", lines[0]);
        // The C library keeps 32 and 33 for itself.
        Assert.Equal(0UL, ulong.Parse(lines[1].Split('\t')[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) & 0x7fffffff);
        Assert.Equal("exit code 7", lines[2]);
    }

    [Fact]
    public async Task A_tethered_program_that_does_not_exist_is_a_sentence_and_127()
    {
        using Process parent = Start("no-such-program");
        string[] lines = (await parent.StandardOutput.ReadToEndAsync()).Split('\n');
        Assert.Equal(["no-such-program cannot be started: no such file in PATH.", "exit code 127", ""], lines);
    }

    [Fact]
    public async Task Without_the_call_in_Main_nothing_is_tethered() =>
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => new CommandRunner().RunAsync(new Command("true") { Tethered = true }, CancellationToken.None));

    private static Process Start(params string[] command)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "run-tethered"), command) { RedirectStandardOutput = true };
        start.Environment["DOTNET_ROOT"] = Path.GetDirectoryName(Environment.ProcessPath);
        return Process.Start(start)!;
    }

    private static bool IsAlive(int pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
