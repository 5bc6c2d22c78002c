using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Crashes;

public class RestartTests
{
    [TheoryNeeding]
    [InlineData(JobScheduler.Embedded, false)]
    [InlineData(JobScheduler.Embedded, true)]
    public Task On_the_embedded_scheduler_a_restart_changes_nothing_about_any_pod(JobScheduler scheduler, bool kill) =>
        RestartAsync(scheduler, kill);

    [TheoryNeeding(Needs.Slurm)]
    [InlineData(JobScheduler.Slurm, false)]
    [InlineData(JobScheduler.Slurm, true)]
    public Task On_Slurm_a_restart_changes_nothing_about_any_pod(JobScheduler scheduler, bool kill) => RestartAsync(scheduler, kill);

    private static async Task RestartAsync(JobScheduler scheduler, bool kill)
    {
        await using var scene = await Scene.StartAsync(scheduler);
        var runs = scene.Place("runs");
        var go = scene.Place("go");
        var finished = new Pod("finished").Shell("main", $"echo finished >> {runs}; exit 3").Shell("other", "true");
        var running = new Pod("running").Shell("main", $"echo running >> {runs}; until [ -e {go} ]; do sleep 0.05; done; exit 4");
        var leaving = new Pod("leaving")
            .Shell("main", $"trap 'sleep 2; exit 0' TERM; echo leaving >> {runs}; while true; do sleep 0.05; done");
        var queued = new Pod("queued").Shell("main", $"echo queued >> {runs}; exit 5");
        await scene.CreateAsync(finished);
        await scene.EndedAsync(finished);
        foreach (var pod in new[] { running, leaving })
        {
            await scene.CreateAsync(pod);
            await scene.RunningAsync(pod);
        }
        await Task.Delay(200);
        // On the embedded scheduler the machine is full; on Slurm the job is held.
        var blockers = scheduler == JobScheduler.Slurm ? [] : await FillAsync(scene);
        if (scheduler == JobScheduler.Slurm)
            queued.Annotate("slurm-job.vk.io/flags", "--hold");
        var queuedJob = await scene.CreateAsync(queued);
        await scene.UntilAsync(queued, "it waits", answer => answer.AllWait);
        _ = await scene.Client.DeleteAsync(leaving);

        if (kill)
            await scene.Sidecar.KillAsync();
        else
            Assert.Equal(0, await scene.Sidecar.StopAsync());
        await scene.Sidecar.StartAsync();

        var after = await scene.StatusAsync(finished);
        Assert.Equal((3, 0), (after.ExitCode(), after.ExitCode("other")));
        Assert.Equal("running", (await scene.StatusAsync(running)).State());
        var stillQueued = await scene.StatusAsync(queued);
        Assert.True(stillQueued.AllWait, $"{stillQueued}");
        Assert.Equal(queuedJob, stillQueued.JobId);
        Assert.Equal(queuedJob, await scene.CreateAsync(queued));
        await scene.GoneAsync(leaving);

        await File.WriteAllTextAsync(go, "");
        Assert.Equal(4, (await scene.EndedAsync(running)).ExitCode());
        foreach (var blocker in blockers)
            await scene.DeleteAsync(blocker);
        if (scheduler == JobScheduler.Slurm)
            await Command.OutputAsync("scontrol", "release", queuedJob);
        Assert.Equal(5, (await scene.EndedAsync(queued)).ExitCode());
        Assert.Equal(["finished", "leaving", "queued", "running"], (await File.ReadAllLinesAsync(runs)).Order());
        if (scheduler == JobScheduler.Slurm)
            Assert.Equal(4, (await scene.SlurmJobsAsync()).Count);
    }

    private static async Task<List<Pod>> FillAsync(Scene scene)
    {
        // Two pods of the test hold a CPU each already; further ones only fit on larger machines.
        var free = Math.Max(0, Environment.ProcessorCount - 2);
        var blockers = Enumerable.Range(0, free).Select(_ => new Pod("blocker").Shell("main", "sleep 600")).ToList();
        foreach (var blocker in blockers)
            await scene.CreateAsync(blocker);
        return blockers;
    }
}
