using System.Net;
using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Crashes;

public class LoadTests
{
    private const int Pods = 200;
    private static readonly ParallelOptions Clients = new() { MaxDegreeOfParallelism = 16 };

    [FactNeeding(Needs.Slurm)]
    public async Task Two_hundred_pods_created_at_once_are_two_hundred_jobs_and_none_is_mixed_up()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Slurm);
        var pods = Enumerable.Range(0, Pods).Select(number => new Pod($"pod-{number}")
            .Annotate("slurm-job.vk.io/flags", "--hold")
            .Annotate("slurm-job.vk.io/pre-exec", $"export MARK=prefix-{number}-mark")
            .Shell("main", "true").Variable("MARK", $"value-{number}-mark")).ToList();
        await Parallel.ForEachAsync(pods, Clients, async (pod, _) => await scene.CreateAsync(pod));

        var jobs = await scene.SlurmJobsAsync();
        Assert.Equal(pods.Select(pod => scene.File(pod, "job.slurm")).Order(), jobs.Select(job => job.Script).Order());
        for (var number = 0; number < Pods; number++)
        {
            var pod = pods[number];
            Assert.Contains($"prefix-{number}-mark", await File.ReadAllTextAsync(scene.File(pod, "prefix.sh")));
            var plan = await File.ReadAllTextAsync(scene.File(pod, "plan.json"));
            Assert.Contains($"value-{number}-mark", plan);
            Assert.Equal(2, plan.Split("-mark").Length);
            var job = jobs.Single(job => job.Script == scene.File(pod, "job.slurm"));
            Assert.Equal(job.Id, await File.ReadAllTextAsync(scene.File(pod, "JobID.jid")));
        }
        await Parallel.ForEachAsync(pods, Clients, async (pod, _) => (await scene.Client.DeleteAsync(pod)).Is(HttpStatusCode.OK));
        foreach (var pod in pods)
            await scene.GoneAsync(pod);
        Assert.DoesNotContain(await scene.SlurmJobsAsync(), job => job.IsActive);
    }

    [FactNeeding]
    public async Task Two_hundred_pods_created_at_once_on_the_embedded_scheduler_run_each_for_itself()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Embedded);
        var pods = Enumerable.Range(0, Pods).Select(number => new Pod($"pod-{number}")
            .Shell("main", "echo $MARK").Variable("MARK", $"mark {number}")).ToList();
        await Parallel.ForEachAsync(pods, Clients, async (pod, _) => await scene.CreateAsync(pod));
        for (var number = 0; number < Pods; number++)
        {
            Assert.Equal(0, (await scene.EndedAsync(pods[number], 120)).ExitCode());
            Assert.Equal($"mark {number}\n", await scene.LogAsync(pods[number]));
        }
    }

    [TheoryNeeding]
    [On(JobScheduler.Embedded, Containers.Host)]
    [On(JobScheduler.Slurm, Containers.Host)]
    public async Task The_same_pod_created_sixteen_times_at_once_is_one_job(JobScheduler scheduler, Containers containers)
    {
        await using var scene = await Scene.StartAsync(scheduler, containers);
        var runs = scene.Place("runs");
        var pod = new Pod().Shell("main", $"echo run >> {runs}");
        scene.Note(pod);
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => scene.Client.CreateAsync(pod)));
        Assert.All(answers, answer => answer.Is(HttpStatusCode.OK));
        Assert.Single(answers.Select(answer => (string?)answer.Json["PodJID"]).Distinct());
        await scene.EndedAsync(pod);
        answers = [await scene.Client.CreateAsync(pod), .. answers];
        Assert.Single(answers.Select(answer => (string?)answer.Json["PodJID"]).Distinct());
        Assert.Single(await File.ReadAllLinesAsync(runs));
        if (scheduler == JobScheduler.Slurm)
            Assert.Single(await scene.SlurmJobsAsync(pod));
    }
}
