using Interlink.Protocol.Statuses;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Jobs;
using Interlink.Slurm.Scheduling;
using Interlink.Slurm.Tests.Planning;
using Microsoft.Extensions.Logging.Abstractions;

namespace Interlink.Slurm.Tests.Jobs;

public sealed class FolderCollectionTests : IDisposable
{
    private static readonly ContainerState Done = new() { Terminated = new TerminatedState { ExitCode = 0, Reason = "Completed" } };

    private readonly JobsBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task What_ended_long_ago_goes_and_the_rest_stays()
    {
        var old = await EndedAsync("old", daysAgo: 40);
        var recent = await EndedAsync("recent", daysAgo: 20);
        var running = await bench.SubmitAsync("running");

        await CollectAsync(Plans.Options with { KeepFinished = TimeSpan.FromDays(30) });

        Assert.Equal((true, false, false), (old.DeletedAt is not null, recent.DeletedAt is not null, running.DeletedAt is not null));
        await bench.Removals.AdvanceAsync(CancellationToken.None);
        Assert.Equal((false, true, true), (old.Folder.Exists, recent.Folder.Exists, running.Folder.Exists));
    }

    [Fact]
    public async Task Of_too_much_the_oldest_goes_first()
    {
        var old = await EndedAsync("old", daysAgo: 3, bytes: 40_000);
        var middle = await EndedAsync("middle", daysAgo: 2, bytes: 40_000);
        var recent = await EndedAsync("recent", daysAgo: 1, bytes: 40_000);

        await CollectAsync(Plans.Options with { KeepFinishedBytes = 100_000 });

        Assert.Equal((true, false, false), (old.DeletedAt is not null, middle.DeletedAt is not null, recent.DeletedAt is not null));
    }

    [Fact]
    public async Task Without_a_limit_nothing_goes()
    {
        var old = await EndedAsync("old", daysAgo: 4000, bytes: 100_000);
        await CollectAsync(Plans.Options);
        Assert.Null(old.DeletedAt);
    }

    [Fact]
    public async Task Copies_of_podlet_go_when_no_batch_script_names_them()
    {
        Directory.CreateDirectory(bench.Folders.Programs);
        foreach (var (name, age) in new[] { ("podlet-1", 9), ("podlet-2", 8), ("podlet-3", 7) })
        {
            File.WriteAllText(Path.Combine(bench.Folders.Programs, name), "");
            File.SetLastWriteTimeUtc(Path.Combine(bench.Folders.Programs, name), bench.Clock.GetUtcNow().UtcDateTime.AddDays(-age));
        }
        var job = bench.Intend("user");
        File.WriteAllText(job.Folder.BatchScript, $"#!/bin/sh\nexec {bench.Folders.Programs}/podlet-2 job x\n");

        await CollectAsync(Plans.Options);

        Assert.Equal(["podlet-2", "podlet-3"], Directory.GetFiles(bench.Folders.Programs).Select(Path.GetFileName).Order());
    }

    private async Task<PodJob> EndedAsync(string uid, int daysAgo, int bytes = 0)
    {
        var id = new JobId(uid);
        bench.Scheduler.OnSubmit = () => id;
        var job = await bench.SubmitAsync(uid);
        JobsBench.Run(job, PodPhase.Succeeded, Done);
        bench.Scheduler.Reports[id] = new JobReport(JobState.Completed);
        await bench.Poll.PollAsync(CancellationToken.None);
        Assert.NotNull(job.Outcome);
        File.WriteAllBytes(job.Folder.File("run-main.out"), new byte[bytes]);
        File.SetLastWriteTimeUtc(job.Folder.File("outcome.json"), bench.Clock.GetUtcNow().UtcDateTime.AddDays(-daysAgo));
        return job;
    }

    private async Task CollectAsync(SlurmOptions options)
    {
        using var metrics = new PodMetrics(bench.Registry);
        using var monitor = new JobMonitor(
            bench.Registry, bench.Scheduler, bench.Poll, bench.Interrupted, bench.Removals, bench.Clock, NullLogger<JobMonitor>.Instance);
        using var collection = new FolderCollection(
            bench.Registry, bench.Folders, monitor, options, metrics, bench.Clock, NullLogger<FolderCollection>.Instance);
        await collection.CollectAsync(CancellationToken.None);
    }
}
