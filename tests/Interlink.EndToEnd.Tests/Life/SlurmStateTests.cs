using System.Text.Json.Nodes;
using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Life;

/// <summary>What happens to a job behind the sidecar's back, and what the pod's states say of it.</summary>
[Trait("Slurm", "each version")]
public class SlurmStateTests
{
    [TheoryNeeding]
    [On(JobScheduler.Slurm, Containers.Host)]
    public async Task A_job_that_somebody_cancels_stops_in_good_order_and_says_so(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var pod = new Pod().Shell("main", "trap 'echo asked; exit 9' TERM; echo ready; while :; do sleep 0.1; done");
        string job = await scene.CreateAsync(pod);
        await scene.RunningAsync(pod);
        await Eventually.HoldsAsync("the container is ready", () => scene.LogAsync(pod), log => log == "ready\n", log => log);
        await Command.OutputAsync("scancel", job);

        var ended = await scene.EndedAsync(pod);

        Assert.Equal((9, "SlurmJobCancelled"), (ended.ExitCode(), ended.Reason()));
        Assert.EndsWith("asked\n", await scene.LogAsync(pod), StringComparison.Ordinal);
    }

    [TheoryNeeding]
    [On(JobScheduler.Slurm, Containers.Host)]
    [On(JobScheduler.Slurm, Containers.Singularity)]
    public async Task A_cancelled_job_whose_grace_period_is_longer_than_Slurm_waits_still_tells_every_containers_end(
        JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var pod = new Pod().With("terminationGracePeriodSeconds", 600)
            .Shell("deaf", "trap 'echo asked' TERM; echo ready; while :; do sleep 0.1; done")
            .Shell("kind", "trap 'sleep 0.5; exit 9' TERM; echo ready; while :; do sleep 0.1; done")
            .Shell("done", "exit 4");
        string job = await scene.CreateAsync(pod);
        await scene.UntilAsync(pod, "one has ended, two run", answer => answer.State("done") == "terminated" && answer.State("kind") == "running");
        foreach (var container in new[] { "deaf", "kind" })
            await Eventually.HoldsAsync("it is ready", () => scene.LogAsync(pod, container), log => log == "ready\n", log => log);
        await Command.OutputAsync("scancel", job);

        var ended = await scene.EndedAsync(pod);

        Assert.Equal((137, "SlurmJobCancelled"), (ended.ExitCode("deaf"), ended.Reason("deaf")));
        Assert.Equal((9, "SlurmJobCancelled"), (ended.ExitCode("kind"), ended.Reason("kind")));
        Assert.Equal((4, "Error"), (ended.ExitCode("done"), ended.Reason("done")));
        Assert.EndsWith("asked\n", await scene.LogAsync(pod, "deaf"), StringComparison.Ordinal);
        var last = JsonNode.Parse(await File.ReadAllTextAsync(scene.File(pod, "status.json")))!;
        Assert.Equal(("Failed", "Stopped", 137), ((string?)last["phase"], (string?)last["reason"], (int?)last["exitCode"]));
        Assert.Equal("CA", await scene.JobEndAsync(pod));
        await scene.NoProcessIsLeftAsync();
    }

    [TheoryNeeding]
    [On(JobScheduler.Slurm, Containers.Host)]
    public async Task A_pending_job_that_somebody_cancels_has_never_run(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var pod = new Pod().Shell("main", "true").Annotate("slurm-job.vk.io/flags", "--hold");
        string job = await scene.CreateAsync(pod);
        var waiting = await scene.UntilAsync(pod, "it waits with Slurm's reason", answer => answer.Reason() == "JobHeldUser");
        Assert.Contains("scontrol release", waiting.Message(), StringComparison.Ordinal);
        await Command.OutputAsync("scancel", job);

        var ended = await scene.EndedAsync(pod);

        Assert.Equal((143, "SlurmJobCancelled"), (ended.ExitCode(), ended.Reason()));
    }

    [TheoryNeeding]
    [On(JobScheduler.Slurm, Containers.Host)]
    public async Task A_requeued_job_waits_again_and_has_not_failed(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var pod = new Pod().Shell("main", "sleep 60");
        string job = await scene.CreateAsync(pod);
        await scene.RunningAsync(pod);
        await Command.OutputAsync("scontrol", "requeue", job);

        var waiting = await scene.UntilAsync(pod, "it waits again", answer =>
        {
            Assert.NotEqual("terminated", answer.State());
            return answer.State() == "waiting";
        });

        Assert.Contains(job, waiting.Message(), StringComparison.Ordinal);
    }

    [TheoryNeeding]
    [On(JobScheduler.Slurm, Containers.Host)]
    public async Task A_suspended_job_still_runs_and_ends_when_it_goes_on(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var pod = new Pod().Shell("main", "sleep 2; exit 4");
        string job = await scene.CreateAsync(pod);
        await scene.RunningAsync(pod);
        await Command.OutputAsync("scontrol", "suspend", job);
        for (var look = 0; look < 6; look++)
        {
            Assert.Equal("running", (await scene.StatusAsync(pod)).State());
            await Task.Delay(500);
        }

        await Command.OutputAsync("scontrol", "resume", job);

        Assert.Equal(4, (await scene.EndedAsync(pod)).ExitCode());
    }
}
