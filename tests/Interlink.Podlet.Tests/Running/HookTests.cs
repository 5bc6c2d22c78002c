using Interlink.Podlet.Tests.Programs;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Tests.Running;

public sealed class HookTests : IDisposable
{
    private const string Forever = "trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.02; done";
    private readonly PodFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_container_counts_as_started_when_its_postStart_hook_has_ended_and_the_next_one_waits_for_it()
    {
        ContainerPlan first = Container("first", Forever, new HooksPlan { PostStart = Exec("while [ ! -e go ]; do sleep 0.02; done") });
        folder.Write(Plan.Of(first, Container("second", Forever, null)));
        using PodletProcess podlet = folder.Run();
        folder.WaitForLog("first", "ready");
        Assert.Equal("ContainerCreating", folder.Container("first").State.Waiting?.Reason);
        Assert.Equal("", folder.Log("second"));
        File.WriteAllText(folder.Of("go"), "");
        folder.WaitForStatus(status => status.Containers.All(container => container.Ready), "ready");
        folder.WaitForLog("second", "ready");
        Stop(podlet);
    }

    [Fact]
    public void A_postStart_hook_that_fails_ends_its_container()
    {
        folder.Write(Plan.Of(Container("main", Forever, new HooksPlan { PostStart = Exec("echo no luck; exit 4") })));
        using PodletProcess podlet = folder.Run();
        Assert.Equal(0, podlet.WaitForExit());
        TerminatedState ended = folder.Container("main").State.Terminated!;
        Assert.Contains("postStart hook failed: the command ended with exit code 4: no luck", ended.Message!, StringComparison.Ordinal);
        podlet.AssertNothingIsLeft();
    }

    [Fact]
    public void The_preStop_hook_ends_before_the_container_is_told_to_stop()
    {
        string script = "trap 'cat farewell; exit 0' TERM; echo ready; while :; do sleep 0.02; done";
        folder.Write(Plan.Of(Container("main", script, new HooksPlan { PreStop = Exec("sleep 0.2; echo said > farewell") })));
        using PodletProcess podlet = folder.Run();
        folder.WaitForLog("main", "ready");
        Stop(podlet);
        Assert.EndsWith("said\n", folder.Log("main"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_preStop_hook_that_takes_the_whole_grace_period_leaves_the_container_its_last_seconds()
    {
        string sleep = "sleep " + Random.Shared.Next(100_000, 999_999);
        folder.Write(Plan.Of(Container("main", Forever, new HooksPlan { PreStop = Exec(sleep) })) with { TerminationGracePeriodSeconds = 2 });
        using PodletProcess podlet = folder.Run();
        folder.WaitForLog("main", "ready");
        Stop(podlet);
        Assert.EndsWith("bye\n", folder.Log("main"), StringComparison.Ordinal);
        Assert.Equal("0", Shell.Run($"pgrep -fc '^{sleep}$' || true").Trim());
    }

    [Fact]
    public void A_hook_may_just_wait_and_a_container_names_its_own_signal()
    {
        string script = "trap 'echo by USR1; exit 0' USR1; echo ready; while :; do sleep 0.02; done";
        HooksPlan hooks = new() { PostStart = new HandlerPlan { SleepSeconds = 0 }, PreStop = new HandlerPlan { SleepSeconds = 0 }, StopSignal = 10 };
        folder.Write(Plan.Of(Container("main", script, hooks)));
        using PodletProcess podlet = folder.Run();
        folder.WaitForStatus(status => status.Containers[0].Ready, "ready");
        folder.WaitForLog("main", "ready");
        Stop(podlet);
        Assert.EndsWith("by USR1\n", folder.Log("main"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_container_that_ends_by_itself_has_no_preStop_hook()
    {
        folder.Write(Plan.Of(Container("main", "exit 3", new HooksPlan { PreStop = Exec("touch hooked") })));
        using PodletProcess podlet = folder.Run();
        Assert.Equal(3, podlet.WaitForExit());
        Assert.NotNull(folder.Container("main").State.Terminated!.StartedAt);
        Assert.False(folder.Has("hooked"));
    }

    private ContainerPlan Container(string name, string script, HooksPlan? hooks) =>
        Plan.Bash(name, script) with { WorkingDirectory = folder.Path, Hooks = hooks };

    private static HandlerPlan Exec(string script) => new() { Exec = ["/bin/sh", "-c", script] };

    private static void Stop(PodletProcess podlet)
    {
        podlet.Signal("TERM");
        Assert.Equal(0, podlet.WaitForExit());
        podlet.AssertNothingIsLeft();
    }
}
