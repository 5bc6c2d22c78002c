using Interlink.Podlet.Tests.Programs;
using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Tests.Jobs;

public sealed class PrefixTests : IDisposable
{
    private const string Patient = "trap 'echo asked; exit 4' TERM; echo ready; while :; do sleep 0.05; done";
    private readonly PodFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Traps_and_what_stands_after_the_pod_run_and_the_shell_has_the_last_word()
    {
        folder.Write(Plan.Of(Plan.Sh("main", "echo \"$FROM_PREFIX\"; exit 5")))
            .WritePrefix("export FROM_PREFIX='a b'; trap 'echo trapped; exit 9' EXIT\nPODLET_RUN\necho gave $?\n");
        using PodletProcess podlet = folder.Job();
        Assert.Equal(9, podlet.WaitForExit());
        Assert.Equal("gave 5\ntrapped\n", podlet.Output);
        Assert.Equal("a b\n", folder.Log("main"));
        Assert.Equal(5, folder.Status.ExitCode);
    }

    [Fact]
    public void A_signal_reaches_the_pod_and_the_shell_goes_on_after_it()
    {
        folder.Write(Plan.Of(Plan.Bash("main", Patient)))
            .WritePrefix("trap 'echo trapped' EXIT\nPODLET_RUN\ncode=$?; sleep 0.2; echo gave $code; exit $code\n");
        using PodletProcess podlet = folder.Job();
        folder.WaitForLog("main", "ready");
        podlet.Signal("TERM");
        Assert.Equal(4, podlet.WaitForExit());
        Assert.Equal("gave 4\ntrapped\n", podlet.Output);
        Assert.Equal("Stopped", folder.Status.Reason);
        podlet.AssertNothingIsLeft();
    }

    [Fact]
    public void A_signal_to_the_shell_as_well_does_not_end_the_job_before_the_pod()
    {
        // Slurm's plain scancel sends SIGTERM to every process of the job.
        folder.Write(Plan.Of(Plan.Bash("main", "trap 'sleep 1; echo saved; exit 4' TERM; echo ready; while :; do sleep 0.05; done")))
            .WritePrefix("PODLET_RUN; true");
        using PodletProcess podlet = folder.Job();
        folder.WaitForLog("main", "ready");
        foreach (int id in podlet.Started().Where(id => ProcessTable.Describe(id).Contains("prefix.sh", StringComparison.Ordinal)))
            Shell.Run($"kill -KILL {id}");
        podlet.Signal("TERM");
        podlet.WaitForExit();
        Assert.Contains("saved", folder.Log("main"), StringComparison.Ordinal);
        Assert.Equal(4, folder.Status.ExitCode);
        podlet.AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("exit 42", 42, 42)]
    [InlineData("exit 0", 0, 1)]
    [InlineData("set -e; no-such-command 2>/dev/null; PODLET_RUN", 127, 127)]
    public void A_prefix_that_does_not_come_to_the_pod_fails_it(string prefix, int jobCode, int containerCode)
    {
        folder.Write(Plan.Of(Plan.Sh("main", "echo never")).With(Plan.Sh("prepare", "echo never"))).WritePrefix(prefix);
        using PodletProcess podlet = folder.Job();
        Assert.Equal(jobCode, podlet.WaitForExit());
        Assert.Equal((PodPhase.Failed, "PrefixFailed"), (folder.Status.Phase, folder.Status.Reason));
        TerminatedState main = folder.Container("main").State.Terminated!;
        Assert.Equal((containerCode, "PrefixFailed"), (main.ExitCode, main.Reason));
        Assert.Contains($"exit code {jobCode}", main.Message!, StringComparison.Ordinal);
        Assert.Contains("job.out", main.Message!, StringComparison.Ordinal);
        Assert.Equal(containerCode.ToString(), folder.ExitCode("main"));
    }

    [Fact]
    public void A_prefix_that_is_stopped_before_the_pod_begins_says_so()
    {
        string sign = folder.Of("sign");
        folder.Write(Plan.Of(Plan.Sh("main", "echo never"))).WritePrefix($"touch {sign}; sleep 1000; PODLET_RUN");
        using PodletProcess podlet = folder.Job();
        Eventually.True(() => File.Exists(sign), () => "the prefix did not begin");
        podlet.Signal("TERM");
        Assert.Equal(143, podlet.WaitForExit());
        Assert.Equal((PodPhase.Failed, "Stopped"), (folder.Status.Phase, folder.Status.Reason));
        Assert.Equal("", folder.Log("main"));
        podlet.AssertNothingIsLeft();
    }

    [Fact]
    public void A_prefix_that_ignores_the_signal_begins_a_pod_that_is_stopped_at_once()
    {
        string sign = folder.Of("sign");
        folder.Write(Plan.Of(Plan.Bash("main", "sleep 1000"))).WritePrefix($"trap '' TERM; touch {sign}; sleep 1; trap - TERM; PODLET_RUN");
        using PodletProcess podlet = folder.Job();
        Eventually.True(() => File.Exists(sign), () => "the prefix did not begin");
        podlet.Signal("TERM");
        Assert.Equal(143, podlet.WaitForExit());
        Assert.Equal("Stopped", folder.Status.Reason);
    }

    [Fact]
    public void A_prefix_that_hangs_is_ended_after_the_grace_period()
    {
        string sign = folder.Of("sign");
        folder.Write(Plan.Of(Plan.Sh("main", "true")) with { TerminationGracePeriodSeconds = 1 })
            .WritePrefix($"trap '' TERM; touch {sign}; while :; do sleep 0.1; done; PODLET_RUN");
        using PodletProcess podlet = folder.Job();
        Eventually.True(() => File.Exists(sign), () => "the prefix did not begin");
        podlet.Signal("TERM");
        Assert.Equal(137, podlet.WaitForExit());
        podlet.AssertNothingIsLeft();
    }

    [Fact]
    public void The_shell_starts_as_shells_do()
    {
        folder.Write(Plan.Of(Plan.Sh("main", "true"))).WritePrefix("grep -E 'SigBlk|SigIgn' /proc/self/status; umask; PODLET_RUN");
        using PodletProcess podlet = folder.Job();
        Assert.Equal(0, podlet.WaitForExit());
        Assert.Contains("SigBlk:\t0000000000000000", podlet.Output, StringComparison.Ordinal);
        Assert.Contains("0022", podlet.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_prefix_leaves_running_ends_with_the_job()
    {
        folder.Write(Plan.Of(Plan.Sh("main", "true"))).WritePrefix("setsid sleep 1000 & PODLET_RUN");
        using PodletProcess podlet = folder.Job();
        Assert.Equal(0, podlet.WaitForExit());
        podlet.AssertNothingIsLeft();
    }
}
