using System.Net;
using System.Text.Json.Nodes;
using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Life;

[Trait("Slurm", "each version")]
public class WholeLifeTests
{
    [TheoryNeeding]
    [On(JobScheduler.Embedded, Containers.Host, Transport.UnixSocket)]
    [On(JobScheduler.Embedded, Containers.Host, Transport.Tcp)]
    [On(JobScheduler.Embedded, Containers.Singularity, Transport.UnixSocket)]
    [On(JobScheduler.Embedded, Containers.Singularity, Transport.Tcp)]
    [On(JobScheduler.Slurm, Containers.Host, Transport.UnixSocket)]
    [On(JobScheduler.Slurm, Containers.Host, Transport.Tcp)]
    [On(JobScheduler.Slurm, Containers.Singularity, Transport.UnixSocket)]
    [On(JobScheduler.Slurm, Containers.Singularity, Transport.Tcp)]
    public async Task A_pod_waits_runs_and_ends_as_its_containers_do(JobScheduler scheduler, Containers containers, Transport transport)
    {
        await using var scene = await Scene.StartAsync(SidecarSettings.On(scheduler, containers) with { Transport = transport });
        var share = scene.Share();
        var wait = $"until [ -e {share}/$GO ]; do sleep 0.05; done";
        var pod = new Pod("life")
            .HostPath("share", share, "Directory")
            .InitShell("first", $"echo first >> {share}/order; GO=go-first; {wait}").Mount("share", share)
            .InitShell("second", $"echo second >> {share}/order").Mount("share", share)
            .Shell("main", $"echo main >> {share}/order; echo ready; GO=go-main; {wait}; echo bye").Mount("share", share)
            .Shell("other", $"GO=go-main; {wait}; echo trouble >&2; exit 3").Mount("share", share);

        var jobId = await scene.CreateAsync(pod);
        Assert.NotEqual("", jobId);

        var initial = await scene.UntilAsync(pod, "the first init container runs", answer =>
            answer.InitContainers.Count == 2 && answer.State("first") == "running");
        Assert.True(initial.AllWait, $"{initial}");
        Assert.Equal("waiting", initial.State("second"));

        await File.WriteAllTextAsync(Path.Combine(share, "go-first"), "");
        var running = await scene.RunningAsync(pod);
        Assert.Equal(jobId, running.JobId);
        Assert.Equal(0, running.ExitCode("first"));
        Assert.Equal(0, running.ExitCode("second"));
        Assert.True((bool)running.Container()["ready"]!, $"{running}");

        await File.WriteAllTextAsync(Path.Combine(share, "go-main"), "");
        var ended = await scene.EndedAsync(pod);
        Assert.Equal((0, "Completed"), (ended.ExitCode(), ended.Reason()));
        Assert.Equal((3, "Error"), (ended.ExitCode("other"), ended.Reason("other")));
        Assert.Equal("first\nsecond\nmain\n", await File.ReadAllTextAsync(Path.Combine(share, "order")));
        Assert.Equal("ready\nbye\n", await scene.LogAsync(pod));
        Assert.Equal("trouble\n", await scene.LogAsync(pod, "other"));

        await scene.DeleteAsync(pod);
        (await scene.Client.DeleteAsync(pod)).Is(HttpStatusCode.OK);
        Assert.True((await scene.StatusAsync(pod)).AllUnknown);
        if (scheduler == JobScheduler.Slurm)
            Assert.DoesNotContain(await scene.SlurmJobsAsync(), job => job.IsActive);
    }

    [FactNeeding(Needs.Slurm)]
    public async Task A_pod_whose_job_is_held_waits_with_the_reason_of_Slurm_and_runs_once_released()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Slurm);
        var pod = new Pod().Annotate("slurm-job.vk.io/flags", "--hold").Shell("main", "true");
        var jobId = await scene.CreateAsync(pod);
        var waiting = await scene.UntilAsync(pod, "Slurm's reason is told", answer => answer.Reason() == "JobHeldUser");
        Assert.True(waiting.AllWait);
        Assert.Contains(jobId, waiting.Message());

        await Command.OutputAsync("scontrol", "release", jobId);
        Assert.Equal(0, (await scene.EndedAsync(pod)).ExitCode());
    }

    [FactNeeding]
    public async Task An_unknown_pod_has_containers_without_a_state_and_its_deletion_succeeds()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Embedded);
        var pod = new Pod().Shell("a", "true").Shell("b", "true");
        var answer = await scene.StatusAsync(pod);
        Assert.Equal(["a", "b"], answer.Containers.Select(container => (string?)container["name"]));
        Assert.True(answer.AllUnknown, $"{answer}");
        Assert.Equal(pod.Uid, (string?)answer.Json["UID"]);
        (await scene.Client.DeleteAsync(pod)).Is(HttpStatusCode.OK);
    }

    [FactNeeding]
    public async Task Pods_are_answered_in_the_order_asked_and_each_for_itself()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Embedded);
        var good = new Pod("good").Shell("main", "exit 0");
        var bad = new Pod("bad").Shell("main", "exit 9");
        var unknown = new Pod("unknown").Shell("main", "true");
        await scene.CreateAsync(good);
        await scene.CreateAsync(bad);
        await scene.EndedAsync(good);
        await scene.EndedAsync(bad);
        var list = (await scene.Client.StatusAsync(bad, unknown, good)).Json.AsArray();
        var answers = list.Select(entry => new PodAnswer((JsonObject)entry!)).ToList();
        Assert.Equal([bad.Uid, unknown.Uid, good.Uid], answers.Select(answer => (string?)answer.Json["UID"]));
        Assert.Equal([9, null, 0], answers.Select(answer => answer.ExitCode()));
    }
}
