using System.Text.Json.Nodes;
using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Life;

public class ProbeTests
{
    [TheoryNeeding]
    [On(JobScheduler.Embedded, Containers.Host)]
    [On(JobScheduler.Embedded, Containers.Singularity)]
    [On(JobScheduler.Slurm, Containers.Singularity)]
    public async Task A_running_pod_is_ready_when_its_probe_says_so_and_starts_again_when_it_is_sick(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        string data = Directory.CreateDirectory(scene.Place("data")).FullName;
        var pod = new Pod()
            .With("restartPolicy", "OnFailure")
            .HostPath("data", data)
            .Shell("main", $"trap 'exit 0' TERM; echo started; while :; do sleep 0.1; done")
            .Mount("data", data)
            .Field("readinessProbe", Probe($"test -e {data}/ready"))
            .Field("livenessProbe", Probe($"test ! -e {data}/sick"))
            .Field("lifecycle", new JsonObject { ["postStart"] = Exec($"rm -f {data}/sick; touch {data}/hooked") });
        await scene.CreateAsync(pod);

        await scene.UntilAsync(pod, "running and not ready", answer => answer.State() == "running" && !Ready(answer));
        Assert.True(File.Exists(Path.Combine(data, "hooked")));
        await File.WriteAllTextAsync(Path.Combine(data, "ready"), "");
        await scene.UntilAsync(pod, "ready", Ready);
        await File.WriteAllTextAsync(Path.Combine(data, "sick"), "");
        await scene.UntilAsync(pod, "running again", answer => answer.Restarts() == 1 && answer.State() == "running");
        Assert.Contains("liveness probe failed", (string?)(await scene.StatusAsync(pod)).Container()["lastState"]?["terminated"]?["message"] ?? "", StringComparison.Ordinal);

        await scene.DeleteAsync(pod);
    }

    private static bool Ready(PodAnswer answer) => (bool?)answer.Container()["ready"] == true;

    private static JsonObject Probe(string script) => new() { ["exec"] = Exec(script)["exec"]!.DeepClone(), ["periodSeconds"] = 1, ["timeoutSeconds"] = 20, ["failureThreshold"] = 1 };

    private static JsonObject Exec(string script) =>
        new() { ["exec"] = new JsonObject { ["command"] = new JsonArray("/bin/sh", "-c", script) } };
}
