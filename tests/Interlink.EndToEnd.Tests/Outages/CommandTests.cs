using System.Net;
using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Outages;

public class CommandTests
{
    [FactNeeding(Needs.Slurm)]
    public async Task A_squeue_that_hangs_is_ended_and_the_states_stay()
    {
        var hang = Path.Combine(Path.GetTempPath(), $"il-hang-{Guid.NewGuid()}");
        using var fake = new FakeProgram("squeue", $"[ -e {hang} ] && exec sleep 987654; exec \"$real\" \"$@\"");
        var settings = new SidecarSettings { Scheduler = JobScheduler.Slurm, Programs = fake.AsProgram, CommandTimeoutSeconds = 2 };
        await using var scene = await Scene.StartAsync(settings);
        var pod = new Pod().Shell("main", "sleep 600");
        await scene.CreateAsync(pod);
        await scene.RunningAsync(pod);
        await File.WriteAllTextAsync(hang, "");
        try
        {
            Assert.Contains("2 s", (await scene.ReadyAsync(HttpStatusCode.ServiceUnavailable)).Body);
            Assert.Equal("running", (await scene.StatusAsync(pod)).State());
            Assert.InRange(ProcessTable.Naming("987654").Count, 0, 1);
        }
        finally
        {
            File.Delete(hang);
        }
        await scene.ReadyAsync(HttpStatusCode.OK);
        await Eventually.TrueAsync("no squeue is left", () => ProcessTable.Naming("987654").Count == 0);
    }

    [TheoryNeeding(Needs.Slurm)]
    [InlineData("echo '*** Welcome to the site! Maintenance on Monday ***' >&2; exec \"$real\" \"$@\"")]
    [InlineData("echo 'wrapper 1.2: checking your quota'; \"$real\" \"$@\"; code=$?; echo; echo 'wrapper: done'; exit $code")]
    public async Task What_a_site_prints_around_sbatch_is_no_failure(string script)
    {
        using var fake = new FakeProgram("sbatch", script);
        await using var scene = await Scene.StartAsync(new SidecarSettings { Scheduler = JobScheduler.Slurm, Programs = fake.AsProgram });
        var pod = new Pod().Shell("main", "exit 2");
        var jobId = await scene.CreateAsync(pod);
        Assert.Equal(jobId, Assert.Single(await scene.SlurmJobsAsync(pod)).Id);
        Assert.Equal(2, (await scene.EndedAsync(pod)).ExitCode());
    }

    [FactNeeding(Needs.Slurm)]
    public async Task One_squeue_asks_for_all_pods_however_often_the_states_are_asked_for()
    {
        using var fake = new FakeProgram("squeue", "exec \"$real\" \"$@\"");
        await using var scene = await Scene.StartAsync(new SidecarSettings { Scheduler = JobScheduler.Slurm, Programs = fake.AsProgram });
        var pods = Enumerable.Range(0, 6).Select(number => new Pod($"pod-{number}").Shell("main", "sleep 600")).ToList();
        foreach (var pod in pods)
            await scene.CreateAsync(pod);
        foreach (var pod in pods)
            await scene.RunningAsync(pod);
        var calls = fake.Arguments.Count;
        var began = DateTime.UtcNow;
        for (var round = 0; round < 100; round++)
        {
            foreach (var pod in pods)
                Assert.Equal("running", (await scene.StatusAsync(pod)).State());
        }
        var seconds = (DateTime.UtcNow - began).TotalSeconds;
        Assert.InRange(fake.Arguments.Count - calls, 0, seconds + 2);
    }
}
