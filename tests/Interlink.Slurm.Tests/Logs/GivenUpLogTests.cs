using System.Diagnostics;
using System.Text;
using static Interlink.Slurm.Tests.Logs.LogScene;

namespace Interlink.Slurm.Tests.Logs;

/// <summary>Logs whose beginning was given up, as podlet does at the limit.</summary>
public sealed class GivenUpLogTests : IDisposable
{
    private const int Line = 100;
    private readonly LogScene scene = new();

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task What_is_left_begins_with_a_whole_line()
    {
        WriteLinesAndGiveUp(lines: 1000, bytes: 40_960);
        string log = await scene.ReadAsync(All);
        // The 410th line lies across the end of what was given up.
        Assert.Equal(Lines(410, 1000), log);
        Assert.DoesNotContain('\0', log);
    }

    [Fact]
    public async Task Tail_and_limit_count_what_is_left()
    {
        WriteLinesAndGiveUp(lines: 1000, bytes: 40_960);
        Assert.Equal(Lines(998, 1000), await scene.ReadAsync(All with { TailLines = 2 }));
        Assert.Equal(Lines(410, 1000), await scene.ReadAsync(All with { TailLines = 5000 }));
        Assert.Equal(Lines(410, 411), await scene.ReadAsync(All with { LimitBytes = Line }));
    }

    private void WriteLinesAndGiveUp(int lines, int bytes)
    {
        scene.Write(Lines(0, lines));
        using var program = Process.Start("fallocate", ["--punch-hole", "--offset", "0", "--length", $"{bytes}", scene.Files.Output])!;
        program.WaitForExit();
        Assert.Equal(0, program.ExitCode);
    }

    private static string Lines(int first, int end)
    {
        var text = new StringBuilder();
        for (int line = first; line < end; line++)
            text.Append($"line {line} ".PadRight(Line - 1, '.')).Append('\n');
        return text.ToString();
    }
}
