using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Operations;

/// <summary>What an administrator types and reads.</summary>
[Trait("Slurm", "each version")]
public partial class PeopleTests
{
    [TheoryNeeding]
    [On(JobScheduler.Embedded, Containers.Host)]
    [On(JobScheduler.Slurm, Containers.Host)]
    public async Task Jobs_lists_pods_and_jobs_whether_the_sidecar_runs_or_not(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var running = new Pod("runs").Shell("main", "sleep 60");
        var ended = new Pod("fails").Shell("main", "exit 3");
        await scene.CreateAsync(running);
        await scene.CreateAsync(ended);
        await scene.RunningAsync(running);
        await scene.EndedAsync(ended);
        string before = await JobsAsync(scene);

        Assert.Equal(0, await scene.Sidecar.StopAsync());
        var json = JsonNode.Parse(await JobsAsync(scene, "-o", "json"))!.AsArray().ToDictionary(row => (string)row!["name"]!, row => row!);
        string after = await JobsAsync(scene);
        await scene.Sidecar.StartAsync();

        Assert.Matches(@"^NAMESPACE +NAME +READY +PHASE +REASON +JOB +STATE +NODE +AGE\n", before);
        Assert.Matches(@"default +runs +1/1 +Running +- +\S+ +Running +\S+ +\d+s", before);
        Assert.Matches(@"default +fails +0/1 +Failed +Error", before);
        Assert.Matches(@"default +runs +1/1 +Running", after);
        Assert.Equal(("Running", running.Uid), ((string?)json["runs"]["phase"], (string?)json["runs"]["uid"]));
        Assert.Equal((await scene.StatusAsync(running)).JobId, (string?)json["runs"]["jobId"]);
    }

    [TheoryNeeding]
    [On(JobScheduler.Slurm, Containers.Host)]
    public async Task Jobs_says_when_Slurm_does_not_answer_and_shows_the_rest(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var pod = new Pod("runs").Shell("main", "sleep 60");
        await scene.CreateAsync(pod);
        await scene.RunningAsync(pod);

        var config = scene.Place("other.yaml");
        var yaml = await File.ReadAllTextAsync(scene.Place("SlurmConfig.yaml"));
        await File.WriteAllTextAsync(config, Squeue().Replace(yaml, "SqueuePath: /bin/false"));
        var outcome = await Command.RunAsync(Machine.Sidecar, "jobs", "--SlurmConfigpath", config);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("does not answer", outcome.Error, StringComparison.Ordinal);
        Assert.Matches(@"default +runs +1/1 +Running", outcome.Output);
    }

    [FactNeeding]
    public async Task A_configuration_is_explained_without_starting_anything()
    {
        var folder = Directory.CreateTempSubdirectory("il-check-").FullName;
        var config = Path.Combine(folder, "SlurmConfig.yaml");
        await File.WriteAllTextAsync(config, $"DataRootFolder: {folder}/jobs\nScheduler: local\nPollIntervalSecond: 7\n");

        var good = await Command.RunAsync(Machine.Sidecar, "--check-config", "-SlurmConfigpath", config);
        Assert.Equal(0, good.ExitCode);
        Assert.Contains("did you mean PollIntervalSeconds?", good.Output, StringComparison.Ordinal);
        Assert.Matches(@"\nDataRootFolder +\S+/jobs +file\n", good.Output);
        Assert.Matches(@"\nPollIntervalSeconds +5 +default\n", good.Output);
        Assert.False(Directory.Exists(Path.Combine(folder, "jobs")));

        await File.WriteAllTextAsync(config, "SidecarPort: many\n");
        var bad = await Command.RunAsync(Machine.Sidecar, "--check-config", "-SlurmConfigpath", config);
        Assert.Equal(2, bad.ExitCode);
        Assert.Contains("SidecarPort", bad.Output, StringComparison.Ordinal);
        Assert.Contains("DataRootFolder", bad.Output, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [TheoryNeeding]
    [On(JobScheduler.Slurm, Containers.Host)]
    public async Task The_metrics_are_those_that_are_documented(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var pod = new Pod().Shell("main", "sleep 60");
        await scene.CreateAsync(pod);
        await scene.RunningAsync(pod);
        await scene.LogAsync(pod);

        string text = (await Eventually.HoldsAsync(
            "Slurm was asked and said that the job runs",
            () => scene.Client.GetAsync("/metrics"),
            answer => answer.Body.Contains("interlink_slurm_jobs{state=\"Running\"} 1", StringComparison.Ordinal),
            answer => answer.Body)).Body;
        var exposed = Family().Matches(text).Select(match => match.Groups[1].Value).Where(name => name.StartsWith("interlink_", StringComparison.Ordinal)).ToHashSet();
        string documentation = await File.ReadAllTextAsync(Path.Combine(Machine.Repository, "docs", "operations.md"));
        var documented = Documented().Matches(documentation).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.Empty(exposed.Except(documented));
        // A counter shows with its first count.
        Assert.Empty(documented.Except(exposed).Except(["interlink_slurm_command_failures_total", "interlink_slurm_folders_collected_total"]));
        Assert.Contains("interlink_slurm_pods{phase=\"Running\"} 1", text, StringComparison.Ordinal);
        Assert.Contains("interlink_slurm_jobs{state=\"Running\"} 1", text, StringComparison.Ordinal);
    }

    [FactNeeding]
    public async Task The_systemd_unit_is_one()
    {
        if (Machine.OnPath("systemd-analyze") is not { } analyze)
        {
            // Without systemd at least every line is a section or a setting.
            var lines = await File.ReadAllLinesAsync(Path.Combine(Machine.Repository, "deploy/systemd/slurm-sidecar.service"));
            Assert.All(lines, line => Assert.Matches(@"^(#.*|\[\w+\]|[A-Z]\w+=.*|)$", line));
            return;
        }

        var folder = Directory.CreateTempSubdirectory("il-unit-").FullName;
        var unit = await File.ReadAllTextAsync(Path.Combine(Machine.Repository, "deploy/systemd/slurm-sidecar.service"));
        var path = Path.Combine(folder, "slurm-sidecar.service");
        await File.WriteAllTextAsync(path, unit.Replace("/usr/local/bin/slurm-sidecar", Machine.Sidecar, StringComparison.Ordinal));
        var outcome = await Command.RunAsync(analyze, "verify", "--man=no", path);
        Assert.DoesNotContain("slurm-sidecar.service:", outcome.Error, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> JobsAsync(Scene scene, params string[] more)
    {
        var outcome = await Command.RunAsync(Machine.Sidecar, ["jobs", "--SlurmConfigpath", scene.Place("SlurmConfig.yaml"), .. more]);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return outcome.Output;
    }

    [GeneratedRegex("SqueuePath:.*")]
    private static partial Regex Squeue();

    [GeneratedRegex(@"^# TYPE (\w+) ", RegexOptions.Multiline)]
    private static partial Regex Family();

    [GeneratedRegex(@"`(interlink_\w+)`")]
    private static partial Regex Documented();
}
