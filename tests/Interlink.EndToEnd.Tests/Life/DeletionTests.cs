using System.Net;
using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Life;

[Trait("Slurm", "each version")]
public class DeletionTests
{
    [TheoryNeeding]
    [On(JobScheduler.Embedded, Containers.Host)]
    [On(JobScheduler.Embedded, Containers.Singularity)]
    [On(JobScheduler.Slurm, Containers.Host)]
    [On(JobScheduler.Slurm, Containers.Singularity)]
    public async Task A_deleted_pod_may_clean_up_and_then_nothing_of_it_is_left(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var share = scene.Share();
        var pod = new Pod().HostPath("share", share)
            .Shell("main", $"trap 'sleep 0.5; echo cleaned >> {share}/main; exit 0' TERM; echo up; while true; do sleep 0.05; done")
            .Mount("share", share)
            .Shell("other", $"trap 'echo cleaned >> {share}/other; exit 0' TERM; while true; do sleep 0.05; done")
            .Mount("share", share);
        await scene.CreateAsync(pod);
        await scene.RunningAsync(pod);
        await Eventually.HoldsAsync("the trap is set", () => scene.LogAsync(pod), log => log == "up\n", log => log);
        await Task.Delay(200);

        await scene.DeleteAsync(pod);
        Assert.Equal("cleaned\n", await File.ReadAllTextAsync(Path.Combine(share, "main")));
        Assert.Equal("cleaned\n", await File.ReadAllTextAsync(Path.Combine(share, "other")));
        Assert.Empty(scene.Processes());
        Assert.True((await scene.StatusAsync(pod)).AllUnknown);
        (await scene.Client.DeleteAsync(pod)).Is(HttpStatusCode.OK);
        if (scheduler == JobScheduler.Slurm)
            Assert.DoesNotContain(await scene.SlurmJobsAsync(), job => job.IsActive);
    }

    [TheoryNeeding]
    [On(JobScheduler.Embedded, Containers.Host)]
    [On(JobScheduler.Slurm, Containers.Host)]
    public async Task A_container_that_ignores_SIGTERM_is_killed_with_all_it_started(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var pod = new Pod().With("terminationGracePeriodSeconds", 1)
            .Shell("main", "trap '' TERM; setsid sh -c \"trap '' TERM; while true; do sleep 1; done\" & while true; do sleep 1; done");
        await scene.CreateAsync(pod);
        await scene.RunningAsync(pod);
        await scene.DeleteAsync(pod);
        await scene.NoProcessIsLeftAsync();
    }

    [FactNeeding(Needs.Slurm)]
    public async Task A_pod_that_is_deleted_while_its_job_is_queued_never_runs()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Slurm);
        var ran = scene.Place("ran");
        var pod = new Pod().Annotate("slurm-job.vk.io/flags", "--hold").Shell("main", $"touch {ran}");
        await scene.CreateAsync(pod);
        await scene.DeleteAsync(pod);
        Assert.Equal("CA", Assert.Single(await scene.SlurmJobsAsync(pod)).State);
        Assert.False(File.Exists(ran));
    }

    [FactNeeding]
    public async Task A_pod_that_is_deleted_while_it_waits_for_the_machine_never_runs()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Embedded);
        var ran = scene.Place("ran");
        var cpus = Environment.ProcessorCount;
        var blockers = Enumerable.Range(0, cpus).Select(_ => new Pod("blocker").Shell("main", "sleep 600")).ToList();
        foreach (var blocker in blockers)
        {
            await scene.CreateAsync(blocker);
            await scene.RunningAsync(blocker);
        }
        var pod = new Pod().Shell("main", $"touch {ran}");
        await scene.CreateAsync(pod);
        Assert.Equal("waiting", (await scene.StatusAsync(pod)).State());
        await scene.DeleteAsync(pod);
        foreach (var blocker in blockers)
            await scene.DeleteAsync(blocker);
        Assert.False(File.Exists(ran));
    }

    [FactNeeding]
    public async Task A_deleted_pod_is_not_created_again_while_it_leaves()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Embedded);
        var pod = new Pod().Shell("main", "trap 'sleep 1; exit 0' TERM; while true; do sleep 0.05; done");
        await scene.CreateAsync(pod);
        await scene.RunningAsync(pod);
        (await scene.Client.DeleteAsync(pod)).Is(HttpStatusCode.OK);
        (await scene.Client.CreateAsync(pod)).Refuses(HttpStatusCode.UnprocessableEntity, "deleted");
        await scene.GoneAsync(pod);
    }
}
