using Interlink.Podlet.Tests.Programs;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Tests.Memory;

/// <summary>The real podlet in a real control group.</summary>
public sealed class OutOfMemoryTests : IDisposable
{
    private const long Limit = 400L << 20;

    // Keeps what it reads until a line ends, which never comes.
    private const string Allocate = "exec tail /dev/zero";
    private readonly PodFolder folder = new();

    public void Dispose() => folder.Dispose();

    [LimitedMemoryFact]
    public void A_container_that_the_kernel_killed_for_its_memory_says_so_and_others_do_not()
    {
        using LimitedMemory memory = LimitedMemory.Of(Limit);
        folder.Write(Plan.Of(
            Plan.Sh("greedy", Allocate),
            Plan.Sh("killed", "exec sleep 1000"),
            Plan.Sh("says", "exit 137")));
        using PodletProcess podlet = new(["run", folder.Path], through: memory.Words);
        folder.WaitForStatus(status => status.Containers[0].State.Terminated is not null, "killed for its memory");
        Shell.Run($"kill -KILL {folder.Status.Processes["killed"]}");

        Assert.Equal(137, podlet.WaitForExit());
        TerminatedState greedy = folder.Container("greedy").State.Terminated!;
        Assert.Equal((137, 9, "OOMKilled"), (greedy.ExitCode, greedy.Signal, greedy.Reason));
        Assert.Equal("Error", folder.Container("says").State.Terminated!.Reason);
        Assert.Equal("Error", folder.Container("killed").State.Terminated!.Reason);
        podlet.AssertNothingIsLeft();
    }

    [LimitedMemoryFact]
    public void A_later_kill_is_not_mistaken_for_an_earlier_one()
    {
        using LimitedMemory memory = LimitedMemory.Of(Limit);
        // The first run goes for memory, the second one is killed otherwise.
        folder.Write(Plan.Of(Plan.Sh("main", $"if mkdir \"$ONCE\"; then {Allocate}; else kill -KILL $$; fi") with
        {
            Environment = [new EnvironmentVariable("ONCE", folder.Of("once"))],
        }) with { RestartPolicy = RestartPolicy.Always, TerminationGracePeriodSeconds = 1 });
        using PodletProcess podlet = new(["run", folder.Path], through: memory.Words);
        folder.WaitForStatus(status => status.Containers[0].State.Waiting?.Reason == "CrashLoopBackOff", "in back-off");
        Assert.Equal((1, "Error"), (folder.Container("main").RestartCount, folder.Container("main").LastState.Terminated!.Reason));
        podlet.Signal("TERM");
        podlet.WaitForExit();
        podlet.AssertNothingIsLeft();
    }

    [PodmanFact]
    public void A_container_of_Podman_ended_as_Podman_itself_says()
    {
        PodPlan plan = Podman.Plan(
            Podman.Sh("greedy", Allocate) with { RuntimeOptions = ["--memory", "64m"] },
            Podman.Sh("says", "exit 137"));
        folder.Write(plan);
        using PodletProcess podlet = folder.Run();
        Assert.Equal(137, podlet.WaitForExit());
        // Not every conmon is told by every kernel.
        Assert.Equal(Podman.TellsOutOfMemory() ? "OOMKilled" : "Error", folder.Container("greedy").State.Terminated!.Reason);
        Assert.Equal("Error", folder.Container("says").State.Terminated!.Reason);
        Assert.DoesNotContain(plan.Uid, Podman.Names(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true", "OOMKilled")]
    [InlineData("false", "Error")]
    public void A_runtime_with_control_groups_of_its_own_is_asked_before_it_forgets_the_container(string answer, string reason)
    {
        string runtime = folder.Of("runtime");
        File.WriteAllText(runtime, $"""
            #!/bin/sh
            echo "$1" >> '{folder.Of("calls")}'
            case $1 in
              run) exit 137 ;;
              inspect) echo 'a warning' >&2; echo {answer} ;;
            esac
            """);
        File.SetUnixFileMode(runtime, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        PodPlan plan = Plan.Of(Plan.Sh("main", "true"));
        folder.Write(plan with { Runtime = new RuntimePlan { Kind = ContainerRuntime.Podman, Command = [runtime] } });
        using PodletProcess podlet = folder.Run();
        Assert.Equal(137, podlet.WaitForExit());
        Assert.Equal(reason, folder.Container("main").State.Terminated!.Reason);
        Assert.Equal("run\ninspect\nrm\n", folder.Text("calls"));
        Assert.False(folder.Has(".oom-inquiry"));
    }
}
