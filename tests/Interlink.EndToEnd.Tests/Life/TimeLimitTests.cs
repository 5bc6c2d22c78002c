using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Life;

/// <summary>Slurm's shortest limit is a minute, and it looks every half of one.</summary>
public class TimeLimitTests
{
    [TheoryNeeding]
    [On(JobScheduler.Slurm, Containers.Host)]
    public async Task A_job_at_its_time_limit_stops_in_good_order_and_says_so(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var pod = new Pod()
            .Annotate("slurm-job.vk.io/flags", "-t 1")
            .Shell("main", "trap 'echo asked; exit 9' TERM; while :; do sleep 0.1; done");
        await scene.CreateAsync(pod);

        var ended = await scene.EndedAsync(pod, seconds: 150);

        Assert.Equal((9, "SlurmJobTimeout"), (ended.ExitCode(), ended.Reason()));
        Assert.EndsWith("asked\n", await scene.LogAsync(pod), StringComparison.Ordinal);
        Assert.Equal("TO", Assert.Single(await scene.SlurmJobsAsync(pod)).State);
    }
}
