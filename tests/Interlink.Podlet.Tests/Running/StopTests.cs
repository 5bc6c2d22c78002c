using Interlink.Podlet.Tests.Programs;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Tests.Running;

public sealed class StopTests : IDisposable
{
    private const string Stubborn = "trap '' TERM; echo ready; while :; do sleep 0.1; done";
    private readonly PodFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    public void A_signal_lets_the_containers_end_in_their_own_way(string signal)
    {
        folder.Write(Plan.Of(
            Plan.Bash("a", "trap 'echo bye; exit 4' TERM; echo ready; while :; do sleep 0.05; done"),
            Plan.Bash("b", "trap 'exit 0' TERM; echo ready; while :; do sleep 0.05; done")));
        using PodletProcess podlet = folder.Run();
        folder.WaitForLog("a", "ready");
        folder.WaitForLog("b", "ready");
        podlet.Signal(signal);
        Assert.Equal(4, podlet.WaitForExit());
        Assert.Contains("bye", folder.Log("a"), StringComparison.Ordinal);
        Assert.Equal((4, 0), (folder.Container("a").State.Terminated!.ExitCode, folder.Container("b").State.Terminated!.ExitCode));
        Assert.Equal("Stopped", folder.Status.Reason);
        Assert.Contains("SIG" + signal, folder.Status.Message!, StringComparison.Ordinal);
        podlet.AssertNothingIsLeft();
    }

    [Fact]
    public void A_container_that_ignores_the_signal_is_killed_with_all_it_has_started()
    {
        // A number of its own: other tests sleep too.
        string sleep = "sleep " + Random.Shared.Next(100_000, 999_999);
        string escaped = $"setsid /bin/sh -c \"trap '' TERM; {sleep}\" & env -i setsid {sleep} & ";
        folder.Write(Plan.Of(Plan.Bash("main", escaped + Stubborn)) with { TerminationGracePeriodSeconds = 1 });
        using PodletProcess podlet = folder.Run();
        folder.WaitForLog("main", "ready");
        podlet.Signal("TERM");
        podlet.Signal("TERM");
        Assert.Equal(137, podlet.WaitForExit());
        Assert.Equal(9, folder.Container("main").State.Terminated!.Signal);
        TerminatedState ended = folder.Container("main").State.Terminated!;
        Assert.True(ended.FinishedAt - ended.StartedAt > TimeSpan.FromSeconds(1), "It got its grace period although it was asked twice.");
        podlet.AssertNothingIsLeft();
        Assert.Equal("0", Shell.Run($"pgrep -fc '^{sleep}$' || true").Trim());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Slurms_own_end_leaves_less_than_the_grace_period_and_every_end_is_written(bool prefixed)
    {
        folder.Write(Plan.Of(
            Plan.Bash("deaf", Stubborn), Plan.Bash("kind", "trap 'exit 3' TERM; echo ready; while :; do sleep 0.05; done"))
            with { TerminationGracePeriodSeconds = 600, KillWaitSeconds = 4 });
        if (prefixed)
            folder.WritePrefix("PODLET_RUN\n");
        using PodletProcess podlet = folder.Job(new Dictionary<string, string> { ["SLURM_JOB_ID"] = "12" });
        folder.WaitForLog("deaf", "ready");
        folder.WaitForLog("kind", "ready");
        // A deletion first: that leaves the whole grace period.
        podlet.Signal("TERM");
        folder.WaitForStatus(status => status.Containers[1].State.Terminated is not null, "one of them has stopped");
        Shell.Run($"kill -CONT {podlet.Id}; kill -TERM {podlet.Id}");
        Assert.Equal(137, podlet.WaitForExit());
        Assert.Equal((137, 9), (folder.Container("deaf").State.Terminated!.ExitCode, folder.Container("deaf").State.Terminated!.Signal));
        Assert.Equal((3, PodPhase.Failed), (folder.Container("kind").State.Terminated!.ExitCode, folder.Status.Phase));
        TimeSpan took = folder.Status.FinishedAt!.Value - folder.Status.StoppedAt!.Value;
        Assert.InRange(took.TotalSeconds, 2, 60);
        podlet.AssertNothingIsLeft();
    }

    [Fact]
    public void No_grace_period_means_no_waiting()
    {
        folder.Write(Plan.Of(Plan.Bash("main", Stubborn)) with { TerminationGracePeriodSeconds = 0 });
        using PodletProcess podlet = folder.Run();
        folder.WaitForLog("main", "ready");
        podlet.Signal("TERM");
        Assert.Equal(137, podlet.WaitForExit());
        podlet.AssertNothingIsLeft();
    }

    [Fact]
    public void A_pod_stopped_while_it_initializes_is_failed_and_its_containers_never_start()
    {
        folder.Write(Plan.Of(Plan.Sh("main", "echo never"))
            .With(Plan.Bash("prepare", "trap 'exit 0' TERM; echo ready; while :; do sleep 0.05; done")));
        using PodletProcess podlet = folder.Run();
        folder.WaitForLog("prepare", "ready", init: true);
        podlet.Signal("TERM");
        Assert.Equal(143, podlet.WaitForExit());
        Assert.Equal(PodPhase.Failed, folder.Status.Phase);
        Assert.Equal(0, folder.Container("prepare").State.Terminated!.ExitCode);
        TerminatedState main = folder.Container("main").State.Terminated!;
        Assert.Equal((143, "Stopped"), (main.ExitCode, main.Reason));
        Assert.Equal("", folder.Log("main"));
    }

    [Fact]
    public void A_sidecar_gets_its_signal_even_when_a_container_uses_up_the_grace_period()
    {
        string script = "trap 'echo stopped; exit 0' TERM; while :; do sleep 0.05; done";
        ContainerPlan sidecar = Plan.Bash("proxy", script) with { Sidecar = true };
        folder.Write(Plan.Of(Plan.Bash("main", Stubborn)).With(sidecar) with { TerminationGracePeriodSeconds = 4 });
        using PodletProcess podlet = folder.Run();
        folder.WaitForLog("main", "ready");
        podlet.Signal("TERM");
        Assert.Equal(137, podlet.WaitForExit());
        Assert.Equal("stopped\n", folder.Log("proxy", init: true).Replace("Terminated\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_signal_of_the_users_own_is_passed_on_to_the_containers()
    {
        folder.Write(Plan.Of(Plan.Bash("main", "trap 'echo checkpoint; exit 0' USR1; echo ready; while :; do sleep 0.05; done")));
        using PodletProcess podlet = folder.Run();
        folder.WaitForLog("main", "ready");
        podlet.Signal("USR1");
        Assert.Equal(0, podlet.WaitForExit());
        Assert.Contains("checkpoint", folder.Log("main"), StringComparison.Ordinal);
    }
}
