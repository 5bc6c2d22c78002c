using System.Diagnostics;
using System.Globalization;
using Interlink.Processes.Native;

namespace Interlink.Processes.Tests;

/// <summary>Times are only bounded from above, and generously: a stuck wait shows as minutes, not as milliseconds.</summary>
public sealed class CommandEndingTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly CommandRunner _runner = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_timeout_ends_the_program_and_keeps_its_output(bool pidfd)
    {
        var command = new Command("sh", "-c", "echo before; exec sleep 300") { Timeout = TimeSpan.FromMilliseconds(300) };
        CommandResult result = await new CommandRunner { UsePidFd = pidfd }.RunAsync(command, CancellationToken.None).WaitAsync(Soon);
        Assert.Equal((true, 128 + 15, "before\n"), (result.TimedOut, result.ExitCode, result.StandardOutput));
    }

    [Fact]
    public async Task A_program_may_tidy_up_when_it_is_told_to_end()
    {
        string script = "trap 'echo tidy; exit 5' TERM; echo ready; while :; do sleep 0.01; done";
        var command = new Command("sh", "-c", script) { Timeout = TimeSpan.FromMilliseconds(500), KillGrace = TimeSpan.FromSeconds(20) };
        CommandResult result = await _runner.RunAsync(command, CancellationToken.None).WaitAsync(Soon);
        Assert.Equal((true, 5, "ready\ntidy\n"), (result.TimedOut, result.ExitCode, result.StandardOutput));
    }

    [Fact]
    public async Task A_program_that_ignores_SIGTERM_is_killed_after_the_grace_period()
    {
        var command = new Command("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 0.05; done")
        {
            Timeout = TimeSpan.FromMilliseconds(300),
            KillGrace = TimeSpan.FromMilliseconds(200),
        };
        CommandResult result = await _runner.RunAsync(command, CancellationToken.None).WaitAsync(Soon);
        Assert.Equal((true, 128 + 9), (result.TimedOut, result.ExitCode));
    }

    [Fact]
    public async Task Without_a_grace_period_it_is_killed_at_once()
    {
        var command = new Command("sleep", "300") { Timeout = TimeSpan.FromMilliseconds(50), KillGrace = TimeSpan.Zero };
        Assert.Equal(128 + 9, (await _runner.RunAsync(command, CancellationToken.None).WaitAsync(Soon)).ExitCode);
    }

    [Fact]
    public async Task A_program_that_ends_in_time_is_not_timed_out()
    {
        CommandResult result = await _runner.RunAsync(new Command("true") { Timeout = TimeSpan.FromMinutes(5) }, CancellationToken.None);
        Assert.Equal((false, 0), (result.TimedOut, result.ExitCode));
    }

    [Fact]
    public async Task Cancellation_ends_the_program_before_it_throws()
    {
        using var cancellation = new CancellationTokenSource();
        string pidFile = _folder.File("pid");
        Task<CommandResult> run = _runner.RunAsync(new Command("sh", "-c", $"echo $$ > {pidFile}; exec sleep 300"), cancellation.Token);
        int pid = await ReadPid(pidFile);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Soon));
        Assert.False(IsAlive(pid));
    }

    [Fact]
    public async Task A_cancelled_token_starts_nothing()
    {
        string file = _folder.File("started");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _runner.RunAsync(new Command("touch", file), new CancellationToken(canceled: true)));
        Assert.False(File.Exists(file));
    }

    [Theory]
    [InlineData("sleep 300 & echo $! > PID; wait")]
    [InlineData("(trap '' TERM; while :; do sleep 0.05; done) & echo $! > PID; wait")]
    [InlineData("setsid sleep 300 & echo $! > PID; wait")]
    [InlineData("setsid sh -c 'trap \"\" TERM; echo $$ > PID; while :; do sleep 0.05; done' & wait")]
    public async Task A_timeout_ends_the_children_too(string script)
    {
        string pidFile = _folder.File("pid");
        var command = new Command("sh", "-c", script.Replace("PID", pidFile, StringComparison.Ordinal))
        {
            Timeout = TimeSpan.FromMilliseconds(700),
            KillGrace = TimeSpan.FromMilliseconds(200),
        };
        CommandResult result = await _runner.RunAsync(command, CancellationToken.None).WaitAsync(Soon);
        Assert.True(result.TimedOut);
        await Until(() => !IsAlive(int.Parse(File.ReadAllText(pidFile), CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_grandchild_that_holds_the_pipe_is_neither_waited_for_nor_killed(bool pidfd)
    {
        string pidFile = _folder.File("pid");
        var command = new Command("sh", "-c", $"sleep 300 & echo $! > {pidFile}; echo done");
        CommandResult result = await new CommandRunner { UsePidFd = pidfd }.RunAsync(command, CancellationToken.None).WaitAsync(Soon);
        Assert.Equal((0, "done\n"), (result.ExitCode, result.StandardOutput));
        int pid = await ReadPid(pidFile);
        Assert.True(IsAlive(pid));
        using Process grandchild = Process.GetProcessById(pid);
        grandchild.Kill();
    }

    [Fact]
    public async Task Output_that_a_child_sends_just_after_the_end_still_counts()
    {
        CommandResult result = await _runner.RunAsync(new Command("bash", "-c", "echo one > >(sleep 0.01; cat)"), CancellationToken.None);
        Assert.Equal("one\n", result.StandardOutput);
    }

    [Theory]
    [InlineData("exec cat /dev/zero")]
    [InlineData("exec cat /dev/zero >&2")]
    [InlineData("trap '' TERM PIPE; while :; do cat /dev/zero; done")]
    public async Task A_flood_ends_the_program(string script)
    {
        var command = new Command("sh", "-c", script) { OutputLimitBytes = 100_000 };
        CommandOutputTooLargeException e = await Assert.ThrowsAsync<CommandOutputTooLargeException>(
            () => _runner.RunAsync(command, CancellationToken.None).WaitAsync(Soon));
        Assert.Equal("sh wrote more than the 100000 bytes allowed and was ended.", e.Message);
    }

    [Fact]
    public async Task Output_of_exactly_the_limit_is_allowed()
    {
        var command = new Command("head", "-c", "100000", "/dev/zero") { OutputLimitBytes = 100_000 };
        Assert.Equal(100_000, (await _runner.RunAsync(command, CancellationToken.None)).StandardOutput.Length);
    }

    [Fact]
    public async Task A_flood_of_one_does_not_stop_the_others()
    {
        Task<CommandResult> flood = _runner.RunAsync(
            new Command("cat", "/dev/zero") { OutputLimitBytes = int.MaxValue, Timeout = TimeSpan.FromMilliseconds(300) },
                CancellationToken.None);
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(0, (await _runner.RunAsync(new Command("true"), CancellationToken.None).WaitAsync(Soon)).ExitCode);
        }

        Assert.True((await flood.WaitAsync(Soon)).TimedOut);
    }

    [Fact]
    public async Task An_exit_code_that_somebody_else_took_is_an_error_not_a_guess()
    {
        string pidFile = _folder.File("pid");
        Task<CommandResult> run = _runner.RunAsync(new Command("sh", "-c", $"echo $$ > {pidFile}; exec sleep 0.5"), CancellationToken.None);

        // A thread that is blocked in the kernel for this child is served before one that first has to be woken by poll.
        int pid = await ReadPid(pidFile);
        if (await Task.Run(() => Take(pid)))
        {
            InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(() => run.WaitAsync(Soon));
            Assert.Equal("The exit code of sh is lost: another part of this program waits for any child.", e.Message);
        }
        else
        {
            Assert.Equal(0, (await run.WaitAsync(Soon)).ExitCode);
        }
    }

    private static unsafe bool Take(int pid)
    {
        int status;
        return Libc.WaitPid(pid, &status, 0) == pid;
    }

    private static bool IsAlive(int pid) =>
        File.Exists($"/proc/{pid}/stat") && !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);

    private static async Task<int> ReadPid(string file)
    {
        await Until(() => File.Exists(file) && File.ReadAllText(file).EndsWith('\n'));
        return int.Parse(await File.ReadAllTextAsync(file), CultureInfo.InvariantCulture);
    }

    private static async Task Until(Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < Soon, "It did not happen.");
            await Task.Delay(5);
        }
    }
}
