using Interlink.Protocol.Statuses;
using Interlink.Protocol.Wire;
using Interlink.Slurm.Jobs;
using Interlink.Slurm.Scheduling;
using Interlink.Slurm.Statuses;

namespace Interlink.Slurm.Tests.Statuses;

public sealed class PodStatusMapperTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 9, 8, 7, TimeSpan.Zero);

    private static readonly PodSituation Submitted = new(
        "default",
        "u1",
        new PodOutline("web", [new("setup", "i", false), new("proxy", "i", true)], [new("main", "i", false), new("side", "i", false)], new(1, null), 30))
    {
        JobId = new JobId("12"),
        Stage = SubmissionStage.Submitted,
    };

    [Fact]
    public void A_pod_kept_during_an_outage_waits_and_says_why()
    {
        var status = Map(Submitted with { JobId = null, Stage = SubmissionStage.Intended, Obstacle = "slurmctld is down" });

        Assert.All(status.Containers, container => Assert.Equal("SchedulerUnavailable", container.State.Waiting?.Reason));
        Assert.Contains("slurmctld is down", status.Containers[0].State.Waiting!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pending_job_waits_with_Slurms_reason()
    {
        var status = Map(Submitted with { Report = new JobReport(JobState.Pending) { Reason = "Priority", Partition = "main", Start = "2026-02-01T00:00:00" } });

        Assert.Equal(
            new WaitingState("Priority", "Job 12 is pending in partition main: Priority; expected to start at 2026-02-01T00:00:00"),
            status.Containers[0].State.Waiting);
        Assert.Equal("12", status.JID);
    }

    [Fact]
    public void What_podlet_wrote_is_the_answer_while_the_job_runs()
    {
        var running = new ContainerState { Running = new RunningState(Now) };
        var status = Map(Submitted with { Report = new JobReport(JobState.Running), Run = Run(PodPhase.Running, running) });

        Assert.Equal(["main", "side"], status.Containers.Select(container => container.Name));
        Assert.All(status.Containers, container => Assert.Equal(running, container.State));
        Assert.Equal(["setup"], status.InitContainers.Select(container => container.Name));
        Assert.Equal(["proxy"], status.SidecarContainers!.Select(container => container.Name));
    }

    [Fact]
    public void An_end_that_podlet_wrote_counts_before_Slurm_knows_of_it()
    {
        var status = Map(Submitted with { Report = new JobReport(JobState.Pending), Run = Run(PodPhase.Failed, Ended(3)) });

        Assert.Equal(3, status.Containers[0].State.Terminated?.ExitCode);
    }

    [Fact]
    public void After_a_requeue_the_earlier_start_does_not_count()
    {
        var status = Map(Submitted with { Report = new JobReport(JobState.Pending) { Restarts = 1, Reason = "BeginTime" }, Run = Run(PodPhase.Failed, Ended(143)) });

        Assert.Equal("BeginTime", status.Containers[0].State.Waiting?.Reason);
    }

    [Fact]
    public void A_time_limit_is_told_as_such_with_the_containers_own_code()
    {
        var status = Map(Submitted with { Report = new JobReport(JobState.TimedOut), Run = Stopped(143) });

        Assert.Equal(("SlurmJobTimeout", 143), Reason(status));
    }

    [Fact]
    public void A_pod_that_was_stopped_has_not_ended_before_the_scheduler_says_why()
    {
        var stopped = Stopped(143);

        var before = Map(Submitted with { Report = new JobReport(JobState.Running), Run = stopped });
        var after = Map(Submitted with { Report = new JobReport(JobState.Cancelled), Run = stopped });
        var forgotten = Map(Submitted with { Report = new JobReport(JobState.Running), Run = stopped, SchedulerIsDone = true });

        Assert.All(before.Containers, container => Assert.True(container.State is { Terminated: null } && !container.Ready));
        Assert.Equal(("SlurmJobCancelled", 143), Reason(after));
        Assert.Equal(("Error", 143), Reason(forgotten));
    }

    [Theory]
    [InlineData(nameof(JobState.Cancelled), 0, "SlurmJobCancelled", 143)]
    [InlineData(nameof(JobState.NodeFailed), 0, "SlurmNodeFailed", 137)]
    [InlineData(nameof(JobState.OutOfMemory), 253, "OOMKilled", 137)]
    [InlineData(nameof(JobState.Failed), 0, "Error", 1)]
    [InlineData(nameof(JobState.Failed), 7, "Error", 7)]
    [InlineData(nameof(JobState.Completed), 0, "Completed", 0)]
    public void A_job_that_ended_without_a_word_of_podlet_ends_the_containers(string state, int code, string reason, int expected)
    {
        var status = Map(Submitted with { Report = new JobReport(Enum.Parse<JobState>(state)) { ExitCode = code } });

        Assert.Equal((reason, expected), Reason(status));
        Assert.All(status.Containers, container => Assert.NotNull(container.State.Terminated));
    }

    [Fact]
    public void A_container_that_ran_when_its_node_failed_is_terminated_with_a_reason()
    {
        var running = new ContainerState { Running = new RunningState(Now) };
        var status = Map(Submitted with { Report = new JobReport(JobState.NodeFailed), Run = Run(PodPhase.Running, running) });

        Assert.Equal(("SlurmNodeFailed", 137), Reason(status));
        Assert.False(status.Containers[0].Ready);
    }

    [Fact]
    public void A_running_container_of_a_job_that_completed_has_not_succeeded()
    {
        var running = new ContainerState { Running = new RunningState(Now) };
        var status = Map(Submitted with { Report = new JobReport(JobState.Completed) { ExitCode = 0 }, Run = Run(PodPhase.Running, running) });

        Assert.NotEqual(0, status.Containers[0].State.Terminated!.ExitCode);
    }

    [Fact]
    public void A_lost_job_is_told_as_lost()
    {
        Assert.Equal(("SlurmJobLost", 137), Reason(Map(Submitted with { Lost = true })));
    }

    [Fact]
    public void A_job_of_the_Go_plugin_ends_with_the_codes_in_its_folder()
    {
        var status = Map(Submitted with
        {
            Report = new JobReport(JobState.Failed) { ExitCode = 5 },
            ExitCodes = new LeftExitCodes(new Dictionary<(string, bool), LeftExitCode>
            {
                [("main", false)] = new(5, Now), [("side", false)] = new(0, Now),
            }),
        });

        Assert.Equal((5, 0), (status.Containers[0].State.Terminated!.ExitCode, status.Containers[1].State.Terminated!.ExitCode));
        Assert.Equal("Completed", status.Containers[1].State.Terminated!.Reason);
    }

    [Fact]
    public void A_container_that_ended_before_the_stop_keeps_its_own_end()
    {
        var own = new ContainerState { Terminated = new TerminatedState { ExitCode = 3, Reason = "Error", FinishedAt = Now.AddSeconds(-1) } };
        var run = Stopped(143);
        run = run with { Containers = [run.Containers[0] with { State = own }, run.Containers[1]] };

        var before = Map(Submitted with { Report = new JobReport(JobState.Running), Run = run });
        var after = Map(Submitted with { Report = new JobReport(JobState.Cancelled), Run = run });

        Assert.Equal((own, own), (before.Containers[0].State, after.Containers[0].State));
        Assert.Equal("SlurmJobCancelled", after.Containers[1].State.Terminated!.Reason);
    }

    [Fact]
    public void When_podlet_was_killed_while_it_stopped_the_pod_all_that_the_stop_ended_says_why()
    {
        var run = Stopped(9) with { Phase = PodPhase.Running };
        var own = new ContainerState { Terminated = new TerminatedState { ExitCode = 3, Reason = "Error", FinishedAt = Now.AddSeconds(-1) } };
        var live = new ContainerState { Running = new RunningState(Now) };
        run = run with
        {
            Containers = [run.Containers[0], run.Containers[1] with { State = live }, run.Containers[1] with { State = own }],
        };

        var after = Map(Submitted with { Report = new JobReport(JobState.Cancelled), Run = run });

        var ends = after.Containers.Select(container => (container.State.Terminated!.Reason, container.State.Terminated.ExitCode));
        Assert.Equal([("SlurmJobCancelled", 9), ("SlurmJobCancelled", 143), ("Error", 3)], ends);
    }

    [Theory]
    [InlineData(nameof(JobState.Failed), 137, "OOMKilled", "OOMKilled")]
    [InlineData(nameof(JobState.Cancelled), 137, "OOMKilled", "OOMKilled")]
    // podlet could not tell: the signal or, from a runtime that passes it on, the exit code is what Slurm's word explains.
    [InlineData(nameof(JobState.OutOfMemory), 137, "Error", "OOMKilled")]
    [InlineData(nameof(JobState.OutOfMemory), 1, "Error", "Error")]
    public void A_container_out_of_memory_says_so_whoever_noticed(string state, int code, string told, string reason)
    {
        var own = new ContainerState { Terminated = new TerminatedState { ExitCode = code, Reason = told, StartedAt = Now, FinishedAt = Now } };
        // A container that the kernel killed while the pod was being stopped was not ended by the stop.
        var run = Stopped(143) with { Reason = told == "OOMKilled" ? PodRunReasons.Stopped : null, StoppedAt = told == "OOMKilled" ? Now : null };
        run = run with { Containers = [run.Containers[0] with { State = own }, run.Containers[1]] };

        Assert.Equal((reason, code), Reason(Map(Submitted with { Report = new JobReport(Enum.Parse<JobState>(state)), Run = run })));
    }

    private static PodRunStatus Stopped(int code) =>
        Run(PodPhase.Failed, Ended(code)) with { Reason = PodRunReasons.Stopped, StoppedAt = Now };

    private static PodStatus Map(PodSituation situation) => PodStatusMapper.Map(situation, Now);

    private static (string? Reason, int Code) Reason(PodStatus status) =>
        (status.Containers[0].State.Terminated!.Reason, status.Containers[0].State.Terminated!.ExitCode);

    private static ContainerState Ended(int code) => new() { Terminated = new TerminatedState { ExitCode = code, Reason = "Error", StartedAt = Now, FinishedAt = Now } };

    private static PodRunStatus Run(PodPhase phase, ContainerState state) => new()
    {
        Uid = "u1",
        Phase = phase,
        StartedAt = Now,
        InitContainers = [new ContainerStatus { Name = "setup", State = Ended(0) }],
        SidecarContainers = [new ContainerStatus { Name = "proxy", State = state }],
        Containers = [new ContainerStatus { Name = "main", State = state, Ready = true }, new ContainerStatus { Name = "side", State = state }],
    };
}
