using Interlink.Protocol.Statuses;
using Interlink.Slurm.Scheduling;

namespace Interlink.Slurm.Tests.Jobs;

public sealed class JobPollTests : IDisposable
{
    private static readonly JobId One = new("1");
    private static readonly ContainerState Code3 = new() { Terminated = new TerminatedState { ExitCode = 3, Reason = "Error" } };

    private readonly JobsBench bench = new();

    [Fact]
    public async Task An_end_is_final_once_podlet_and_scheduler_have_told_it()
    {
        var job = await bench.SubmitAsync();
        JobsBench.Run(job, PodPhase.Failed, Code3);
        bench.Scheduler.Reports[One] = new JobReport(JobState.Running);
        await bench.Poll.PollAsync(CancellationToken.None);
        Assert.Null(job.Outcome);

        bench.Scheduler.Reports[One] = new JobReport(JobState.Failed) { ExitCode = 3 };
        await bench.Poll.PollAsync(CancellationToken.None);

        Assert.Equal(3, job.Outcome!.Containers[0].State.Terminated!.ExitCode);
        Assert.False(job.Alive);
        Assert.False(bench.Poll.Any);
    }

    [Fact]
    public async Task A_final_state_survives_a_restart_and_a_scheduler_that_forgot_the_job()
    {
        var job = await bench.SubmitAsync();
        JobsBench.Run(job, PodPhase.Failed, Code3);
        bench.Scheduler.Reports[One] = new JobReport(JobState.Failed) { ExitCode = 3 };
        await bench.Poll.PollAsync(CancellationToken.None);

        bench.Scheduler.Reports.Clear();
        bench.Start();

        var after = bench.Registry.Find("default", "u1")!;
        Assert.Equal(3, after.Outcome!.Containers[0].State.Terminated!.ExitCode);
        Assert.False(after.Alive);
    }

    [Fact]
    public async Task One_answer_that_does_not_name_a_job_decides_nothing()
    {
        var job = await bench.SubmitAsync();

        await bench.Poll.PollAsync(CancellationToken.None);
        Assert.Null(job.Outcome);
        await bench.Poll.PollAsync(CancellationToken.None);

        Assert.Equal("SlurmJobLost", job.Outcome!.Containers[0].State.Terminated!.Reason);
    }

    [Fact]
    public async Task A_forgotten_job_whose_podlet_wrote_its_end_has_that_end()
    {
        var job = await bench.SubmitAsync();
        JobsBench.Run(job, PodPhase.Failed, Code3);

        await bench.Poll.PollAsync(CancellationToken.None);

        Assert.Equal((3, "Error"), (job.Outcome!.Containers[0].State.Terminated!.ExitCode, job.Outcome.Containers[0].State.Terminated!.Reason));
    }

    [Fact]
    public async Task A_job_that_can_never_start_is_withdrawn_when_Slurm_said_so_twice_and_ends_with_its_reason()
    {
        var job = await bench.SubmitAsync();
        var unfit = new JobReport(JobState.Pending)
        {
            Reason = "PartitionTimeLimit", Explanation = "its time limit is beyond that of its partition", NeverStarts = true,
        };
        bench.Scheduler.Reports[One] = unfit;
        await bench.Poll.PollAsync(CancellationToken.None);
        Assert.Empty(bench.Scheduler.Calls);
        await bench.Poll.PollAsync(CancellationToken.None);
        Assert.Equal(["withdraw 1"], bench.Scheduler.Calls);
        Assert.Null(job.Outcome);

        bench.Scheduler.Reports[One] = unfit with { State = JobState.Cancelled };
        await bench.Poll.PollAsync(CancellationToken.None);

        var state = job.Outcome!.Containers[0].State.Terminated!;
        Assert.Equal((1, "PartitionTimeLimit"), (state.ExitCode, state.Reason));
        Assert.Contains("beyond that of its partition", state.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_that_passes_starts_the_count_again()
    {
        await bench.SubmitAsync();
        foreach (bool never in new[] { true, false, true })
        {
            bench.Scheduler.Reports[One] = new JobReport(JobState.Pending) { Reason = never ? "BadConstraints" : "Priority", NeverStarts = never };
            await bench.Poll.PollAsync(CancellationToken.None);
        }

        Assert.Empty(bench.Scheduler.Calls);
    }

    [Fact]
    public async Task Unfit_jobs_are_left_alone_where_the_administrator_says_so()
    {
        bench.CancelUnfit = false;
        bench.Start();
        await bench.SubmitAsync();
        bench.Scheduler.Reports[One] = new JobReport(JobState.Pending) { Reason = "PartitionConfig", NeverStarts = true };
        for (var poll = 0; poll < 4; poll++)
            await bench.Poll.PollAsync(CancellationToken.None);
        Assert.Empty(bench.Scheduler.Calls);
    }

    [Fact]
    public async Task An_outage_changes_nothing()
    {
        var job = await bench.SubmitAsync();
        bench.Scheduler.Reports[One] = new JobReport(JobState.Running) { Nodes = "n1" };
        await bench.Poll.PollAsync(CancellationToken.None);

        bench.Scheduler.Outage = new SchedulerUnavailableException("down");
        for (var time = 0; time < 5; time++)
            await Assert.ThrowsAsync<SchedulerUnavailableException>(() => bench.Poll.PollAsync(CancellationToken.None));

        Assert.Equal((JobState.Running, "n1", null), (job.Report!.State, job.Report.Nodes, job.Outcome));
    }

    [Fact]
    public async Task No_news_of_a_job_is_not_a_missing_job()
    {
        var job = await bench.SubmitAsync();
        bench.Scheduler.Reports[One] = null;

        for (var time = 0; time < 3; time++)
            await bench.Poll.PollAsync(CancellationToken.None);

        Assert.Equal((0, null), (job.TimesMissing, job.Outcome));
    }

    [Fact]
    public async Task A_job_that_ended_without_a_word_gets_a_second_look()
    {
        var job = await bench.SubmitAsync();
        bench.Scheduler.Reports[One] = new JobReport(JobState.Completed) { ExitCode = 0 };
        await bench.Poll.PollAsync(CancellationToken.None);
        Assert.Null(job.Outcome);

        // A network file system shows the file late.
        JobsBench.Run(job, PodPhase.Failed, Code3);
        await bench.Poll.PollAsync(CancellationToken.None);

        Assert.Equal(3, job.Outcome!.Containers[0].State.Terminated!.ExitCode);
    }

    public void Dispose() => bench.Dispose();
}
