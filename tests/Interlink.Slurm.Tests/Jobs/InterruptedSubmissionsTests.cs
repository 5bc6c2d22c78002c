using Interlink.Protocol.Statuses;
using Interlink.Slurm.Jobs;
using Interlink.Slurm.Scheduling;

namespace Interlink.Slurm.Tests.Jobs;

public sealed class InterruptedSubmissionsTests : IDisposable
{
    private readonly JobsBench bench = new();

    [Fact]
    public async Task A_pod_that_came_during_an_outage_is_submitted_once_the_scheduler_answers()
    {
        bench.Scheduler.OnSubmit = () => throw new SchedulerUnavailableException("down");
        var job = await bench.SubmitAsync();
        Assert.Equal((SubmissionStage.Intended, "down"), (job.Stage, job.Obstacle));

        bench.Scheduler.OnSubmit = () => new JobId("7");
        await bench.Interrupted.AdvanceAsync(CancellationToken.None);

        Assert.Equal((new JobId("7"), null), (job.JobId, job.Obstacle));
        Assert.Equal(new JobId("7"), job.Folder.ReadJobId());
        Assert.False(bench.Interrupted.Any);
    }

    [Fact]
    public async Task A_submission_that_timed_out_is_found_by_its_script_and_not_repeated()
    {
        bench.Scheduler.OnSubmit = () => throw new SubmissionUncertainException("timed out");
        var job = await bench.SubmitAsync();
        bench.Scheduler.Findable[job.Folder.Path] = new JobId("8");

        await bench.Interrupted.AdvanceAsync(CancellationToken.None);

        Assert.Equal(new JobId("8"), job.JobId);
        Assert.Equal(1, bench.Scheduler.Submissions);
    }

    [Fact]
    public async Task A_submission_counts_as_absent_only_after_two_looks_a_settling_time_apart()
    {
        bench.Scheduler.OnSubmit = () => throw new SubmissionUncertainException("timed out");
        var job = await bench.SubmitAsync();
        bench.Scheduler.OnSubmit = () => new JobId("9");

        await bench.Interrupted.AdvanceAsync(CancellationToken.None);
        bench.Clock.Move(bench.Scheduler.SettleTime - TimeSpan.FromSeconds(1));
        await bench.Interrupted.AdvanceAsync(CancellationToken.None);
        Assert.Equal((null, 1), (job.JobId, bench.Scheduler.Submissions));

        bench.Clock.Move(TimeSpan.FromSeconds(1));
        await bench.Interrupted.AdvanceAsync(CancellationToken.None);

        Assert.Equal((new JobId("9"), 2), (job.JobId, bench.Scheduler.Submissions));
    }

    [Fact]
    public async Task A_submission_in_another_hand_is_still_something_to_come_back_to()
    {
        var job = bench.Intend();
        await job.Gate.WaitAsync();

        Assert.True(bench.Interrupted.Any);
        await bench.Interrupted.AdvanceAsync(CancellationToken.None);
        Assert.Equal(0, bench.Scheduler.Submissions);

        job.Gate.Release();
        await bench.Interrupted.AdvanceAsync(CancellationToken.None);
        Assert.Equal(1, bench.Scheduler.Submissions);
    }

    [Fact]
    public async Task After_a_kill_an_intent_without_an_id_is_looked_for_first()
    {
        var before = bench.Intend();
        bench.Scheduler.Findable[before.Folder.Path] = new JobId("11");

        bench.Start();
        await bench.Interrupted.AdvanceAsync(CancellationToken.None);

        Assert.Equal(new JobId("11"), bench.Registry.Find("default", "u1")!.JobId);
        Assert.Equal(0, bench.Scheduler.Submissions);
    }

    [Fact]
    public async Task A_job_that_ran_and_was_forgotten_is_known_by_what_podlet_wrote()
    {
        var before = bench.Intend();
        JobsBench.Run(before, PodPhase.Succeeded, new ContainerState { Terminated = new TerminatedState() }, jobId: "12");

        bench.Start();
        await bench.Interrupted.AdvanceAsync(CancellationToken.None);

        Assert.Equal(new JobId("12"), bench.Registry.Find("default", "u1")!.JobId);
        Assert.Equal(0, bench.Scheduler.Submissions);
    }

    [Fact]
    public async Task A_submission_still_under_way_on_this_machine_is_waited_for()
    {
        var job = bench.Intend();
        job.Stage = SubmissionStage.Uncertain;
        using var sbatch = System.Diagnostics.Process.Start("sh", ["-c", "sleep 60; :", job.Folder.BatchScript]);
        try
        {
            await bench.Interrupted.AdvanceAsync(CancellationToken.None);
            bench.Clock.Move(bench.Scheduler.SettleTime * 2);
            await bench.Interrupted.AdvanceAsync(CancellationToken.None);
            Assert.Equal(0, bench.Scheduler.Submissions);
        }
        finally
        {
            sbatch.Kill(entireProcessTree: true);
            await sbatch.WaitForExitAsync();
        }
        await bench.Interrupted.AdvanceAsync(CancellationToken.None);
        bench.Clock.Move(bench.Scheduler.SettleTime);
        await bench.Interrupted.AdvanceAsync(CancellationToken.None);

        Assert.Equal(1, bench.Scheduler.Submissions);
    }

    [Fact]
    public async Task A_refusal_after_the_answer_was_given_is_the_pods_final_state()
    {
        bench.Scheduler.OnSubmit = () => throw new SchedulerUnavailableException("down");
        var job = await bench.SubmitAsync();
        bench.Scheduler.OnSubmit = () => throw new SubmissionRefusedException("no such partition");

        await bench.Interrupted.AdvanceAsync(CancellationToken.None);
        bench.Start();

        var terminated = bench.Registry.Find("default", "u1")!.Outcome!.Containers[0].State.Terminated!;
        Assert.Equal(("SubmissionRefused", "no such partition"), (terminated.Reason, terminated.Message));
        Assert.False(bench.Interrupted.Any);
    }

    [Fact]
    public async Task A_pod_that_is_deleted_while_the_scheduler_is_out_is_never_submitted()
    {
        bench.Scheduler.OnSubmit = () => throw new SchedulerUnavailableException("down");
        var job = await bench.SubmitAsync();
        job.DeletedAt = bench.Clock.GetUtcNow();

        await bench.Interrupted.AdvanceAsync(CancellationToken.None);
        await bench.Removals.AdvanceAsync(CancellationToken.None);

        Assert.Equal(1, bench.Scheduler.Submissions);
        Assert.False(job.Folder.Exists);
    }

    public void Dispose() => bench.Dispose();
}
