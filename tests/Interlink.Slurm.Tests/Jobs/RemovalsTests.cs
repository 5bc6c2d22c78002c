using Interlink.Slurm.Jobs;
using Interlink.Slurm.Scheduling;

namespace Interlink.Slurm.Tests.Jobs;

public sealed class RemovalsTests : IDisposable
{
    private static readonly JobId One = new("1");

    private readonly JobsBench bench = new();

    [Fact]
    public async Task A_running_job_is_asked_to_stop_then_made_to_and_goes_when_it_has_ended()
    {
        var job = await DeleteAsync();
        bench.Scheduler.Reports[One] = new JobReport(JobState.Running);

        await bench.Removals.AdvanceAsync(CancellationToken.None);
        await bench.Removals.AdvanceAsync(CancellationToken.None);
        Assert.Equal(["stop 1"], bench.Scheduler.Calls);

        bench.Clock.Move(TimeSpan.FromSeconds(35));
        await bench.Removals.AdvanceAsync(CancellationToken.None);
        await bench.Removals.AdvanceAsync(CancellationToken.None);
        Assert.Equal(["stop 1", "cancel 1"], bench.Scheduler.Calls);
        Assert.True(job.Folder.Exists);

        bench.Scheduler.Reports[One] = new JobReport(JobState.Cancelled);
        await bench.Poll.PollAsync(CancellationToken.None);
        await bench.Poll.PollAsync(CancellationToken.None);
        await bench.Removals.AdvanceAsync(CancellationToken.None);

        Assert.False(job.Folder.Exists);
        Assert.Null(bench.Registry.Find("default", "u1"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(bench.Folders.Root));
    }

    [Fact]
    public async Task A_deletion_is_finished_after_a_kill()
    {
        var job = await DeleteAsync();
        bench.Start();

        Assert.True(bench.Removals.Any);
        await bench.Removals.AdvanceAsync(CancellationToken.None);

        Assert.Equal(["stop 1"], bench.Scheduler.Calls);
    }

    [Fact]
    public async Task A_finished_pod_goes_at_once_even_after_a_restart()
    {
        var job = await bench.SubmitAsync();
        for (var time = 0; time < 2; time++)
            await bench.Poll.PollAsync(CancellationToken.None);
        job.Folder.WriteDeletedAt(bench.Clock.GetUtcNow());
        bench.Start();

        for (var time = 0; time < 2; time++)
        {
            await bench.Poll.PollAsync(CancellationToken.None);
            await bench.Removals.AdvanceAsync(CancellationToken.None);
        }

        Assert.False(job.Folder.Exists);
    }

    [Fact]
    public async Task A_stop_that_failed_is_repeated()
    {
        await DeleteAsync();
        bench.Scheduler.Outage = new SchedulerUnavailableException("down");
        await Assert.ThrowsAsync<SchedulerUnavailableException>(() => bench.Removals.AdvanceAsync(CancellationToken.None));

        bench.Scheduler.Outage = null;
        await bench.Removals.AdvanceAsync(CancellationToken.None);

        Assert.Equal(["stop 1"], bench.Scheduler.Calls);
    }

    private async Task<PodJob> DeleteAsync()
    {
        var job = await bench.SubmitAsync();
        var now = bench.Clock.GetUtcNow();
        job.Folder.WriteDeletedAt(now);
        job.DeletedAt = now;
        return job;
    }

    public void Dispose() => bench.Dispose();
}
