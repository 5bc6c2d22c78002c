using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Adoption;

/// <summary>Folders as the Go plugin leaves them, jobs included.</summary>
public class GoFolderTests
{
    [FactNeeding(Needs.Slurm)]
    public async Task A_running_job_of_the_Go_plugin_is_watched_to_its_end_and_deleted()
    {
        await using var scene = Scene.Set(SidecarSettings.On(JobScheduler.Slurm));
        var go = scene.Place("go");
        var pod = new Pod().Shell("main", "ignored");
        var folder = new GoFolder(scene.Folder(pod));
        await folder.SubmitAsync(pod, $"""
            echo from-go > {folder.Path}/run-main.out
            until [ -e {go} ]; do sleep 0.1; done
            echo 3 > {folder.Path}/run-main.status
            exit 3
            """);
        folder.Started();
        scene.Note(pod);
        await scene.Sidecar.StartAsync();

        var running = await scene.RunningAsync(pod);
        Assert.Equal(folder.JobId, running.JobId);
        Assert.Equal("from-go\n", await scene.LogAsync(pod));
        Assert.Equal(folder.JobId, await scene.CreateAsync(pod));
        Assert.Single(await scene.SlurmJobsAsync(pod));

        await File.WriteAllTextAsync(go, "");
        Assert.Equal(3, (await scene.EndedAsync(pod)).ExitCode());
        await scene.DeleteAsync(pod);
        Assert.True((await scene.StatusAsync(pod)).AllUnknown);
    }

    [FactNeeding(Needs.Slurm)]
    public async Task A_job_that_Slurm_has_forgotten_ended_as_its_status_files_say()
    {
        await using var scene = Scene.Set(SidecarSettings.On(JobScheduler.Slurm));
        var pod = new Pod().Shell("main", "ignored").Shell("other", "ignored");
        var folder = new GoFolder(scene.Folder(pod));
        folder.Identify(pod, "987654321");
        folder.Started();
        folder.Write("run-main.out", "old words\n");
        folder.Write("run-main.status", "0\n");
        folder.Write("run-other.status", "5\n");
        folder.Write("FinishedAt.time", "2026-01-31 09:09:07.123456789 +0000 UTC");
        scene.Note(pod);
        await scene.Sidecar.StartAsync();

        var ended = await scene.EndedAsync(pod);
        Assert.Equal((0, 5), (ended.ExitCode(), ended.ExitCode("other")));
        Assert.Equal("2026-01-31T09:09:07Z", (string?)ended.Container()["state"]!["terminated"]!["finishedAt"]);
        Assert.Equal("old words\n", await scene.LogAsync(pod));
        await scene.DeleteAsync(pod);
    }

    [FactNeeding(Needs.Slurm)]
    public async Task A_queued_job_of_the_Go_plugin_waits_runs_and_keeps_its_end()
    {
        await using var scene = Scene.Set(SidecarSettings.On(JobScheduler.Slurm));
        var pod = new Pod().Shell("main", "ignored");
        var folder = new GoFolder(scene.Folder(pod));
        await folder.SubmitAsync(pod, "#SBATCH --hold\nexit 6");
        scene.Note(pod);
        await scene.Sidecar.StartAsync();
        await scene.UntilAsync(pod, "it waits with Slurm's reason", answer => answer.Reason() == "JobHeldUser");

        await Command.OutputAsync("scontrol", "release", folder.JobId);
        Assert.Equal(6, (await scene.EndedAsync(pod)).ExitCode());

        // Once told, the end stays, whatever Slurm remembers.
        await scene.Sidecar.KillAsync();
        File.WriteAllText(Path.Combine(folder.Path, "JobID.jid"), "987654322");
        await scene.Sidecar.StartAsync();
        Assert.Equal(6, (await scene.EndedAsync(pod)).ExitCode());
    }

    [FactNeeding(Needs.Slurm)]
    public async Task A_running_job_of_the_Go_plugin_that_is_deleted_is_cancelled()
    {
        await using var scene = Scene.Set(SidecarSettings.On(JobScheduler.Slurm));
        var pod = new Pod().Shell("main", "ignored");
        var folder = new GoFolder(scene.Folder(pod));
        await folder.SubmitAsync(pod, "sleep 600");
        folder.Started();
        scene.Note(pod);
        await scene.Sidecar.StartAsync();
        await scene.UntilAsync(pod, "its job is known", answer => answer.JobId == folder.JobId);
        await scene.DeleteAsync(pod, 60);
        Assert.DoesNotContain(await scene.SlurmJobsAsync(), job => job.IsActive);
    }
}
