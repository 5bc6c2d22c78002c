using Interlink.Protocol.Statuses;
using Interlink.Slurm.Jobs;
using Interlink.Slurm.Statuses;

namespace Interlink.Slurm.Tests.Statuses;

public sealed class ScriptedRunTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 9, 8, 7, TimeSpan.Zero);
    private static readonly ContainerState Running = new() { Running = new RunningState(Now) };
    private static readonly ContainerState Ended = new() { Terminated = new TerminatedState { ExitCode = 4, Reason = "Error" } };

    private static readonly PodOutline Outline =
        new("web", [new("setup", "i", false)], [new("main", "i", false), new("side", "i", false)], new(1, null), 30) { Scripted = true };

    [Fact]
    public void A_container_is_in_the_scripts_state_until_its_exit_code_is_there()
    {
        var run = ScriptedRun.Of(Run(Running), Outline, Left(("main", false, 3)));

        Assert.Equal((3, "Error", Now), (
            run.Containers[0].State.Terminated!.ExitCode, run.Containers[0].State.Terminated!.Reason, run.Containers[0].State.Terminated!.FinishedAt));
        Assert.Equal(Running, run.Containers[1].State);
        Assert.True(run.Containers[1].Ready);
        // One that runs would make a Go virtual kubelet show the pod as pending.
        Assert.Empty(run.InitContainers);
    }

    [Fact]
    public void An_ended_script_ends_all_that_left_no_code()
    {
        var run = ScriptedRun.Of(Run(Ended), Outline, Left(("side", false, 0), ("setup", true, 0)));

        Assert.Equal([4, 0], run.Containers.Select(container => container.State.Terminated!.ExitCode));
        Assert.Equal("Completed", Assert.Single(run.InitContainers).State.Terminated!.Reason);
    }

    private static LeftExitCodes Left(params (string Name, bool Init, int Code)[] codes) =>
        new(codes.ToDictionary(code => (code.Name, code.Init), code => new LeftExitCode(code.Code, Now)));

    private static PodRunStatus Run(ContainerState state) => new()
    {
        Uid = "u1",
        Phase = PodPhase.Running,
        Containers = [new ContainerStatus { Name = "jobScript", State = state }],
    };
}
