using System.Net;
using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Outages;

public class ControllerOutageTests
{
    [FactNeeding(Needs.TestBed)]
    public async Task While_the_controller_is_down_states_stay_and_requests_are_kept()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Slurm);
        var runs = scene.Place("runs");
        var go = scene.Place("go");
        var running = new Pod("running").Shell("main", $"until [ -e {go} ]; do sleep 0.05; done; exit 3");
        var leaving = new Pod("leaving").Shell("main", "sleep 600");
        var late = new Pod("late").Shell("main", $"echo run >> {runs}; exit 4");
        await scene.CreateAsync(running);
        await scene.CreateAsync(leaving);
        await scene.RunningAsync(running);
        await scene.RunningAsync(leaving);

        await TestBed.StopControllerAsync();
        try
        {
            Assert.Contains("squeue", (await scene.ReadyAsync(HttpStatusCode.ServiceUnavailable)).Body);
            (await scene.Client.GetAsync("/healthz")).Is(HttpStatusCode.OK);
            Assert.Equal("running", (await scene.StatusAsync(running)).State());

            Assert.Equal(late.Uid, await scene.CreateAsync(late));
            var waiting = await scene.StatusAsync(late);
            Assert.Equal(("waiting", "SchedulerUnavailable"), (waiting.State(), waiting.Reason()));
            (await scene.Client.GetAsync("/readyz")).Is(HttpStatusCode.ServiceUnavailable);
            (await scene.Client.DeleteAsync(leaving)).Is(HttpStatusCode.OK);
            Assert.Equal("running", (await scene.StatusAsync(running)).State());
        }
        finally
        {
            await TestBed.StartControllerAsync();
        }

        Assert.Equal(4, (await scene.EndedAsync(late, 60)).ExitCode());
        await scene.GoneAsync(leaving, 60);
        Assert.Equal("running", (await scene.StatusAsync(running)).State());
        await File.WriteAllTextAsync(go, "");
        Assert.Equal(3, (await scene.EndedAsync(running)).ExitCode());
        Assert.Single(await scene.SlurmJobsAsync(late));
        Assert.Single(await File.ReadAllLinesAsync(runs));
        (await scene.Client.GetAsync("/readyz")).Is(HttpStatusCode.OK);
    }

    [FactNeeding(Needs.TestBed)]
    public async Task A_controller_that_hangs_while_a_pod_is_submitted_leads_to_exactly_one_job()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Slurm);
        var runs = scene.Place("runs");
        var pod = new Pod().Shell("main", $"echo run >> {runs}; exit 4");
        await TestBed.PauseControllerAsync();
        try
        {
            Assert.Equal(pod.Uid, await scene.CreateAsync(pod));
            Assert.True((await scene.StatusAsync(pod)).AllWait);
            await scene.Sidecar.KillAsync();
            await scene.Sidecar.StartAsync();
            Assert.True((await scene.StatusAsync(pod)).AllWait);
        }
        finally
        {
            await TestBed.ResumeControllerAsync();
        }
        Assert.Equal(4, (await scene.EndedAsync(pod, 60)).ExitCode());
        // A second job would follow within the settling time.
        await Task.Delay(3000);
        Assert.Single(await scene.SlurmJobsAsync(pod));
        Assert.Single(await File.ReadAllLinesAsync(runs));
    }
}
