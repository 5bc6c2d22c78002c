using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Outages;

/// <summary>A Slurm that forgets jobs after seconds, and accounting that does not.</summary>
public class AccountingTests
{
    [FactNeeding(Needs.Accounting)]
    public async Task A_job_that_squeue_has_forgotten_ends_as_accounting_says()
    {
        await using var scene = Scene.Set(Settings());
        await scene.Sidecar.StartAsync();
        var pod = new Pod().Shell("main", "sleep 2; exit 7");
        string job = await scene.CreateAsync(pod);
        await scene.RunningAsync(pod);
        await scene.Sidecar.KillAsync();
        await ForgottenAsync(job);
        // What podlet has told is gone: only Slurm is left to say how it ended.
        foreach (var file in new[] { "status.json", "run-main.status" })
            File.Delete(scene.File(pod, file));

        await scene.Sidecar.StartAsync();
        var ended = await scene.EndedAsync(pod);

        Assert.Equal((7, "Error"), (ended.ExitCode(), ended.Reason()));
    }

    [FactNeeding(Needs.Accounting)]
    public async Task Accounting_that_does_not_answer_leaves_a_forgotten_job_as_it_was()
    {
        await using var scene = Scene.Set(Settings());
        await scene.Sidecar.StartAsync();
        var pod = new Pod().Shell("main", "sleep 60");
        string job = await scene.CreateAsync(pod);
        await scene.RunningAsync(pod);
        await scene.Sidecar.KillAsync();
        await Command.OutputAsync("env", $"SLURM_CONF={Machine.AccountingConfiguration}", "scancel", "--full", "--signal=KILL", job);
        await ForgottenAsync(job);

        var config = scene.Place("SlurmConfig.yaml");
        var yaml = await File.ReadAllTextAsync(config);
        await File.WriteAllTextAsync(config, yaml + "SacctPath: /bin/false\n");
        await scene.Sidecar.StartAsync();
        for (var look = 0; look < 5; look++)
        {
            Assert.Equal("running", (await scene.StatusAsync(pod)).State());
            await Task.Delay(1000);
        }

        await scene.Sidecar.KillAsync();
        await File.WriteAllTextAsync(config, yaml);
        await scene.Sidecar.StartAsync();
        Assert.NotEqual(0, (await scene.EndedAsync(pod)).ExitCode());
    }

    // A prefix of words before Slurm's programs is how a sidecar speaks to another cluster than the default one.
    private static SidecarSettings Settings() => SidecarSettings.On(JobScheduler.Slurm) with
    {
        Programs = new[] { "sbatch", "squeue", "scancel", "sinfo" }
            .ToDictionary(name => name, name => $"env SLURM_CONF={Machine.AccountingConfiguration} {Machine.OnPath(name)}"),
    };

    private static Task<string> ForgottenAsync(string job) => Eventually.HoldsAsync(
        $"squeue has forgotten job {job}",
        () => Command.OutputAsync("env", $"SLURM_CONF={Machine.AccountingConfiguration}", "squeue", "-h", "-a", "-t", "all", "-j", $"{job},{job}"),
        output => output.Length == 0,
        output => output,
        60);
}
