using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Crashes;

public class ForgottenJobTests
{
    [FactNeeding(Needs.TestBed)]
    public async Task Final_states_survive_restarts_and_Slurm_forgetting_the_job()
    {
        var before = await TestBed.RememberJobsForAsync(2);
        try
        {
            await using var scene = await Scene.StartAsync(JobScheduler.Slurm);
            var go = scene.Place("go");
            var known = new Pod("known").Shell("main", "exit 3");
            var missed = new Pod("missed").Shell("main", $"until [ -e {go} ]; do sleep 0.05; done; exit 4");
            var killed = new Pod("killed").Shell("main", "sleep 600");
            await scene.CreateAsync(known);
            await scene.CreateAsync(missed);
            var killedJob = await scene.CreateAsync(killed);
            await scene.RunningAsync(missed);
            await scene.RunningAsync(killed);
            var told = await scene.EndedAsync(known);

            // The other two end, and Slurm forgets them, while nobody looks.
            await scene.Sidecar.KillAsync();
            await File.WriteAllTextAsync(go, "");
            await SlurmQueue.CancelAsync(killedJob);
            await Eventually.HoldsAsync(
                "Slurm has forgotten the jobs", scene.SlurmJobsAsync, jobs => jobs.Count == 0, jobs => string.Join(", ", jobs), 40);
            await scene.Sidecar.StartAsync();

            Assert.Equal(4, (await scene.EndedAsync(missed)).ExitCode());
            Assert.Equal(told.ToString(), (await scene.StatusAsync(known)).ToString());
            var lost = await scene.EndedAsync(killed);
            Assert.NotEqual(0, lost.ExitCode());
            Assert.NotNull(lost.Reason());
            var final = (await scene.StatusAsync(killed)).ToString();
            Assert.Equal(0, await scene.Sidecar.StopAsync());
            await scene.Sidecar.StartAsync();
            Assert.Equal(final, (await scene.StatusAsync(killed)).ToString());
        }
        finally
        {
            await TestBed.RememberJobsForAsync(before);
        }
    }

    [FactNeeding(Needs.Slurm)]
    public async Task A_job_that_an_admin_cancels_is_a_failed_pod_with_a_reason()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Slurm);
        var running = new Pod("running").Shell("main", "sleep 600");
        var polite = new Pod("polite").Shell("main", "trap 'exit 0' TERM; while true; do sleep 0.05; done");
        var pending = new Pod("pending").Annotate("slurm-job.vk.io/flags", "--hold").Shell("main", "true");
        string[] jobs = [await scene.CreateAsync(running), await scene.CreateAsync(polite), await scene.CreateAsync(pending)];
        await scene.RunningAsync(running);
        await scene.RunningAsync(polite);
        foreach (var job in jobs)
            await SlurmQueue.CancelAsync(job);
        foreach (var pod in new[] { running, pending })
        {
            // podlet may tell that it ended before Slurm tells why.
            var ended = await scene.UntilAsync(
                pod, "it is cancelled", answer => answer.AllEnded && answer.Reason()!.Contains("Cancelled", StringComparison.Ordinal));
            Assert.NotEqual(0, ended.ExitCode());
        }
        Assert.NotNull((await scene.EndedAsync(polite)).Reason());
    }
}
