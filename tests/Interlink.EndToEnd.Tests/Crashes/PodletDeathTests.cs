using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Crashes;

public class PodletDeathTests
{
    [TheoryNeeding]
    [On(JobScheduler.Embedded, Containers.Host)]
    [On(JobScheduler.Embedded, Containers.Singularity)]
    [On(JobScheduler.Slurm, Containers.Host)]
    public async Task A_pod_whose_podlet_is_killed_has_failed_and_leaves_no_process(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var pod = new Pod().Shell("main", "while true; do sleep 1; done").Shell("done", "exit 0");
        await scene.CreateAsync(pod);
        await scene.UntilAsync(
            pod, "one runs, one has ended", answer => answer.State() == "running" && answer.State("done") == "terminated");
        var podlets = Podlets(scene, pod);
        Assert.NotEmpty(podlets);
        foreach (var podlet in podlets)
            Posix.Signal(podlet, Posix.Kill);
        var ended = await scene.EndedAsync(pod);
        Assert.Equal((137, 0), (ended.ExitCode(), ended.ExitCode("done")));
        Assert.NotNull(ended.Reason());
        await scene.NoProcessIsLeftAsync();
    }

    [FactNeeding]
    public async Task Pods_of_the_embedded_scheduler_outlive_a_killed_sidecar_and_end_while_it_is_down()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Embedded);
        var go = scene.Place("go");
        var runs = scene.Place("runs");
        var pod = new Pod().Shell("main", $"echo run >> {runs}; until [ -e {go} ]; do sleep 0.05; done; echo end; exit 6");
        var long_ = new Pod().Shell("main", $"echo run >> {runs}; sleep 600");
        await scene.CreateAsync(pod);
        await scene.CreateAsync(long_);
        await scene.RunningAsync(pod);
        await scene.RunningAsync(long_);
        await scene.Sidecar.KillAsync();
        await File.WriteAllTextAsync(go, "");
        await Eventually.TrueAsync("the pod has ended", () => Podlets(scene, pod).Count == 0);
        Assert.NotEmpty(Podlets(scene, long_));
        await scene.Sidecar.StartAsync();
        var first = await scene.StatusAsync(pod);
        Assert.Equal(6, first.ExitCode());
        Assert.Equal("running", (await scene.StatusAsync(long_)).State());
        Assert.Equal("end\n", await scene.LogAsync(pod));
        Assert.Equal(2, (await File.ReadAllLinesAsync(runs)).Length);
    }

    private static IReadOnlyList<int> Podlets(Scene scene, Pod pod) =>
    [
        .. ProcessTable.Naming(scene.Folder(pod))
            .Where(process => ProcessTable.CommandLine(process).Contains("podlet", StringComparison.Ordinal)),
    ];
}
