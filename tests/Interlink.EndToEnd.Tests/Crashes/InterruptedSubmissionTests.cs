using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Crashes;

public class InterruptedSubmissionTests
{
    [TheoryNeeding(Needs.Slurm)]
    [InlineData("kill -9 $PPID; sleep 0.2; exit 1", "before it submits")]
    [InlineData("\"$real\" \"$@\"; kill -9 $PPID; exit 0", "after it has submitted")]
    [InlineData("kill -9 $PPID; sleep 1; exec \"$real\" \"$@\"", "and submits once the sidecar is dead")]
    public async Task A_pod_gets_exactly_one_job_when_the_sidecar_dies_in_sbatch(string deed, string when)
    {
        Assert.NotEmpty(when);
        using var fake = new FakeProgram("sbatch", deed, once: true);
        await using var scene = await Scene.StartAsync(new SidecarSettings { Scheduler = JobScheduler.Slurm, Programs = fake.AsProgram });
        var runs = scene.Place("runs");
        var pod = new Pod().Shell("main", $"echo run >> {runs}; exit 2");
        scene.Note(pod);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => scene.Client.CreateAsync(pod));
        await scene.Sidecar.ExitedAsync();
        await scene.Sidecar.StartAsync();
        Assert.Equal(2, (await scene.EndedAsync(pod)).ExitCode());
        Assert.Single(await scene.SlurmJobsAsync(pod));
        Assert.Single(await File.ReadAllLinesAsync(runs));
    }

    [FactNeeding(Needs.Slurm)]
    public async Task A_pod_gets_exactly_one_job_when_sbatch_hangs_after_it_has_submitted()
    {
        using var fake = new FakeProgram("sbatch", "\"$real\" \"$@\" > /dev/null; sleep 60", once: true);
        var settings = new SidecarSettings { Scheduler = JobScheduler.Slurm, Programs = fake.AsProgram, CommandTimeoutSeconds = 2 };
        await using var scene = await Scene.StartAsync(settings);
        var runs = scene.Place("runs");
        var pod = new Pod().Shell("main", $"echo run >> {runs}; exit 2");
        Assert.Equal(pod.Uid, await scene.CreateAsync(pod));
        Assert.Equal(2, (await scene.EndedAsync(pod)).ExitCode());
        Assert.Single(await scene.SlurmJobsAsync(pod));
        Assert.Single(await File.ReadAllLinesAsync(runs));
    }

    [TheoryNeeding(Needs.Slurm)]
    [InlineData("kill -9 $$", "before it submits")]
    [InlineData("\"$real\" \"$@\" > /dev/null; kill -9 $$", "after it has submitted")]
    [InlineData("\"$real\" \"$@\" > /dev/null; exit 0", "and says nothing")]
    public async Task A_pod_gets_exactly_one_job_when_sbatch_dies(string deed, string when)
    {
        Assert.NotEmpty(when);
        using var fake = new FakeProgram("sbatch", deed, once: true);
        await using var scene = await Scene.StartAsync(new SidecarSettings { Scheduler = JobScheduler.Slurm, Programs = fake.AsProgram });
        var runs = scene.Place("runs");
        var pod = new Pod().Shell("main", $"echo run >> {runs}; exit 2");
        Assert.Equal(pod.Uid, await scene.CreateAsync(pod));
        Assert.Equal(2, (await scene.EndedAsync(pod)).ExitCode());
        Assert.Single(await scene.SlurmJobsAsync(pod));
        Assert.Single(await File.ReadAllLinesAsync(runs));
    }

    [FactNeeding(Needs.Slurm)]
    public async Task A_pod_that_is_deleted_while_its_submission_is_in_doubt_leaves_no_job()
    {
        using var fake = new FakeProgram("sbatch", "\"$real\" \"$@\" > /dev/null; sleep 60", once: true);
        var settings = new SidecarSettings { Scheduler = JobScheduler.Slurm, Programs = fake.AsProgram, CommandTimeoutSeconds = 2 };
        await using var scene = await Scene.StartAsync(settings);
        var pod = new Pod().Shell("main", "sleep 600");
        await scene.CreateAsync(pod);
        await scene.DeleteAsync(pod);
        Assert.False(Assert.Single(await scene.SlurmJobsAsync(pod)).IsActive);
    }
}
