using Interlink.Podlet.Tests.Programs;
using Interlink.Protocol;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Tests.Running;

public sealed class RunTests : IDisposable
{
    private readonly PodFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("exit 0", 0, "Completed", null, PodPhase.Succeeded)]
    [InlineData("exit 3", 3, "Error", null, PodPhase.Failed)]
    [InlineData("exit 255", 255, "Error", null, PodPhase.Failed)]
    [InlineData("kill -TERM $$", 143, "Error", 15, PodPhase.Failed)]
    [InlineData("kill -KILL $$", 137, "Error", 9, PodPhase.Failed)]
    [InlineData("kill -SEGV $$", 139, "Error", 11, PodPhase.Failed)]
    public void The_end_of_a_container_is_the_end_of_the_pod(string script, int code, string reason, int? signal, PodPhase phase)
    {
        folder.Write(Plan.Of(Plan.Sh("main", script)));
        using PodletProcess podlet = folder.Run();
        Assert.Equal(code, podlet.WaitForExit());
        Assert.Equal(phase, folder.Status.Phase);
        Assert.Equal(code, folder.Status.ExitCode);
        TerminatedState ended = folder.Container("main").State.Terminated!;
        Assert.Equal((code, reason, signal), (ended.ExitCode, ended.Reason, ended.Signal));
        Assert.True(ended.StartedAt <= ended.FinishedAt);
        Assert.Equal(code.ToString(), folder.ExitCode("main"));
        Assert.True(GoTime.TryParse(folder.Text(JobFolderFiles.StartedAt), out DateTimeOffset started));
        Assert.True(GoTime.TryParse(folder.Text(JobFolderFiles.FinishedAt), out DateTimeOffset finished));
        Assert.True(started <= finished);
        podlet.AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("/nowhere/program", 127)]
    [InlineData("no-such-program", 127)]
    [InlineData("/etc/passwd", 126)]
    [InlineData("/tmp", 126)]
    public void A_program_that_cannot_be_started_is_told_from_one_that_failed(string program, int code)
    {
        folder.Write(Plan.Of(new ContainerPlan { Name = "main", Image = "none", Command = [program] }));
        using PodletProcess podlet = folder.Run();
        Assert.Equal(code, podlet.WaitForExit());
        TerminatedState ended = folder.Container("main").State.Terminated!;
        Assert.Equal("ContainerCannotRun", ended.Reason);
        Assert.Contains(program, ended.Message!, StringComparison.Ordinal);
        Assert.Contains(program, folder.Log("main"), StringComparison.Ordinal);
        Assert.Null(ended.StartedAt);
    }

    [Fact]
    public void A_missing_working_folder_is_a_container_that_cannot_run()
    {
        folder.Write(Plan.Of(Plan.Sh("main", "true") with { WorkingDirectory = "/nowhere/at all" }));
        using PodletProcess podlet = folder.Run();
        Assert.Equal(128, podlet.WaitForExit());
        Assert.Contains("/nowhere/at all", folder.Container("main").State.Terminated!.Message!, StringComparison.Ordinal);
    }

    [Fact]
    public void Containers_run_side_by_side_and_the_highest_exit_code_counts()
    {
        // Each waits for the other's file: one after the other they would never end.
        string Meet(string mine, string other, int code) =>
            $"touch '{folder.Of(mine)}'; while [ ! -e '{folder.Of(other)}' ]; do sleep 0.05; done; exit {code}";
        folder.Write(Plan.Of(Plan.Sh("a", Meet("a", "b", 2)), Plan.Sh("b", Meet("b", "a", 5)), Plan.Sh("c", "exit 0")));
        using PodletProcess podlet = folder.Run();
        Assert.Equal(5, podlet.WaitForExit());
        Assert.Equal(["2", "5", "0"], new[] { "a", "b", "c" }.Select(name => folder.ExitCode(name)));
    }

    [Fact]
    public void Init_containers_run_one_after_another_before_the_containers()
    {
        string order = folder.Of("order");
        folder.Write(Plan.Of(Plan.Sh("main", $"echo main >>{order}"))
            .With(Plan.Sh("first", $"sleep 0.2; echo first >>{order}"), Plan.Sh("second", $"sleep 0.1; echo second >>{order}")));
        using PodletProcess podlet = folder.Run();
        Assert.Equal(0, podlet.WaitForExit());
        Assert.Equal(["first", "second", "main"], File.ReadAllLines(order));
        Assert.Equal("0", folder.ExitCode("first", init: true));
        Assert.All(folder.Status.InitContainers, container => Assert.True(container.Ready));
    }

    [Fact]
    public void A_failed_init_container_fails_the_pod_and_ends_its_containers()
    {
        folder.Write(Plan.Of(Plan.Sh("main", "echo never")).With(Plan.Sh("prepare", "exit 7"), Plan.Sh("later", "echo never")));
        using PodletProcess podlet = folder.Run();
        Assert.Equal(7, podlet.WaitForExit());
        Assert.Equal(PodPhase.Failed, folder.Status.Phase);
        TerminatedState main = folder.Container("main").State.Terminated!;
        Assert.Equal((7, "InitContainerFailed"), (main.ExitCode, main.Reason));
        Assert.Contains("prepare", main.Message!, StringComparison.Ordinal);
        Assert.Equal("PodInitializing", folder.Container("later").State.Waiting!.Reason);
        Assert.Equal("", folder.Log("main"));
        Assert.Equal("7", folder.ExitCode("main"));
    }

    [Fact]
    public void A_sidecar_runs_beside_the_containers_and_is_stopped_after_them()
    {
        string order = folder.Of("order");
        string script = $"trap 'echo stopped >>{order}; exit 0' TERM; echo up >>{order}; while :; do sleep 0.05; done";
        ContainerPlan sidecar = Plan.Bash("proxy", script) with { Sidecar = true };
        folder.Write(Plan.Of(Plan.Sh("main", $"while ! grep -q up {order}; do sleep 0.05; done; echo main >>{order}; exit 4"))
            .With(sidecar, Plan.Sh("after", $"while ! grep -q up {order}; do sleep 0.05; done")));
        using PodletProcess podlet = folder.Run();
        Assert.Equal(4, podlet.WaitForExit());
        Assert.Equal(["up", "main", "stopped"], File.ReadAllLines(order));
        Assert.Equal(["proxy"], folder.Status.SidecarContainers.Select(container => container.Name));
        Assert.Equal(0, folder.Container("proxy").State.Terminated!.ExitCode);
        podlet.AssertNothingIsLeft();
    }

    [Fact]
    public void A_container_that_fails_is_started_again_and_tells_of_its_last_run()
    {
        string again = folder.Of("again");
        ContainerPlan container = Plan.Sh("main", $"echo run; [ -e {again} ] && exit 0; touch {again}; exit 9");
        folder.Write(Plan.Of(container) with { RestartPolicy = RestartPolicy.OnFailure });
        using PodletProcess podlet = folder.Run();
        Assert.Equal(0, podlet.WaitForExit());
        ContainerStatus main = folder.Container("main");
        Assert.Equal(1, main.RestartCount);
        Assert.Equal(9, main.LastState.Terminated!.ExitCode);
        Assert.Equal(0, main.State.Terminated!.ExitCode);
        Assert.Equal("run\nrun\n", folder.Log("main"));
    }

    [Fact]
    public void A_container_that_fails_twice_waits_in_back_off()
    {
        folder.Write(Plan.Of(Plan.Sh("main", "exit 1")) with { RestartPolicy = RestartPolicy.Always });
        using PodletProcess podlet = folder.Run();
        folder.WaitForStatus(status => status.Containers[0].State.Waiting?.Reason == "CrashLoopBackOff", "in back-off");
        ContainerStatus main = folder.Container("main");
        Assert.StartsWith("back-off 10s restarting failed container=main pod=pod", main.State.Waiting!.Message, StringComparison.Ordinal);
        Assert.Equal(1, main.RestartCount);
        Assert.Equal(1, main.LastState.Terminated!.ExitCode);
        podlet.Signal("TERM");
        Assert.Equal(1, podlet.WaitForExit());
        Assert.Equal(1, folder.Container("main").State.Terminated!.ExitCode);
    }

    [Fact]
    public void A_pod_that_runs_too_long_is_failed()
    {
        folder.Write(Plan.Of(Plan.Bash("main", "trap 'exit 0' TERM; while :; do sleep 0.05; done")) with { ActiveDeadlineSeconds = 1 });
        using PodletProcess podlet = folder.Run();
        podlet.WaitForExit();
        Assert.Equal((PodPhase.Failed, "DeadlineExceeded"), (folder.Status.Phase, folder.Status.Reason));
    }

    [Fact]
    public void What_a_container_leaves_running_ends_with_it()
    {
        folder.Write(Plan.Of(Plan.Sh("main", "setsid sleep 1000 & sleep 1000 & exit 0"), Plan.Sh("other", "sleep 1")));
        using PodletProcess podlet = folder.Run();
        folder.WaitForStatus(status => status.Containers[0].State.Terminated is not null, "terminated");
        Eventually.True(
            () => !podlet.Started().Any(id => ProcessTable.Describe(id).Contains("sleep 1000", StringComparison.Ordinal)),
            () => "sleep 1000 is left");
        Assert.False(podlet.HasExited);
        Assert.Equal(0, podlet.WaitForExit());
    }

    [Fact]
    public void A_status_that_cannot_be_written_is_tried_again_while_the_pod_runs()
    {
        string obstacle = folder.Of(".status.json.new");
        Directory.CreateDirectory(obstacle);
        string status = folder.Of(JobFolderFiles.Status);
        folder.Write(Plan.Of(Plan.Sh("main", $"rmdir {obstacle}; while [ ! -e {status} ]; do sleep 0.05; done; exit 6")));
        using PodletProcess podlet = folder.Run();
        Assert.Equal(6, podlet.WaitForExit());
        Assert.Equal(6, folder.Status.ExitCode);
        Assert.Contains("status.json cannot be written", podlet.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "not valid")]
    [InlineData("{", "not valid")]
    [InlineData("9", "has version 9")]
    public void A_plan_that_cannot_be_understood_is_refused(string plan, string message)
    {
        folder.Write(Plan.Of(Plan.Sh("main", "true")) with { Version = 9 });
        if (plan != "9")
            File.WriteAllText(folder.Of(JobFolderFiles.Plan), plan);
        using PodletProcess podlet = folder.Run();
        Assert.Equal(78, podlet.WaitForExit());
        Assert.Contains(message, podlet.Error, StringComparison.Ordinal);
        Assert.False(folder.HasStatus);
    }
}
