using System.Net;
using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Chain;

/// <summary>Pods through the API server to the slurm-sidecar, as a virtual kubelet sends them.</summary>
public class ApiServerTests
{
    [FactNeeding(Needs.ApiServer)]
    public async Task A_pod_runs_is_followed_ends_and_is_deleted()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Embedded);
        using var api = new ApiServer(scene);
        await api.StartAsync();
        var share = scene.Share();
        var pod = new Pod("chain")
            .HostPath("share", share, "Directory")
            .InitShell("first", "true")
            .Shell("main", $"echo begun; until [ -e {share}/go ]; do sleep 0.05; done; echo done; exit 3")
            .Mount("share", share);
        scene.Note(pod);
        Assert.NotEqual("", await api.CreateAsync(pod));
        await api.UntilAsync(pod, "it runs", answer => answer.AllRun);

        using var followed = new StreamReader(await api.Client.FollowAsync(pod, "main"));
        Assert.Equal("begun", await followed.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)));
        await File.WriteAllTextAsync(Path.Combine(share, "go"), "");
        Assert.Equal("done", await followed.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Null(await followed.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(3, (await api.UntilAsync(pod, "it has ended", answer => answer.AllEnded)).ExitCode());

        (await api.Client.DeleteAsync(pod)).Is(HttpStatusCode.OK);
        await scene.GoneAsync(pod);
        await Eventually.HoldsAsync(
            "the pod's log is unknown",
            () => api.Client.LogAsync(pod, "main"),
            answer => answer.Code == HttpStatusCode.NotFound,
            answer => $"{answer}");
        (await api.Client.SendAsync(HttpMethod.Post, "/pinglink")).Is(HttpStatusCode.OK);
        await api.StopAsync();
    }

    [FactNeeding(Needs.ApiServer)]
    public async Task While_the_sidecar_is_killed_and_started_again_states_stay_and_creates_arrive_once()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Embedded);
        using var api = new ApiServer(scene);
        await api.StartAsync();
        var running = new Pod("running").Shell("main", "sleep 60");
        var next = new Pod("next").Shell("main", "sleep 60");
        scene.Note(running);
        scene.Note(next);
        await api.CreateAsync(running);
        await api.UntilAsync(running, "it runs", answer => answer.AllRun);
        await scene.Sidecar.KillAsync();
        await Task.Delay(1100);
        Assert.True((await api.StatusAsync(running)).AllRun);
        var creates = Enumerable.Range(0, 4).Select(_ => api.CreateAsync(next)).ToList();
        await Task.Delay(500);
        await scene.Sidecar.StartAsync();
        Assert.Single((await Task.WhenAll(creates)).Distinct());
        await api.UntilAsync(next, "it runs", answer => answer.AllRun);
        Assert.True((await api.StatusAsync(running)).AllRun);
    }

    [FactNeeding(Needs.ApiServer)]
    public async Task The_API_server_may_be_killed_and_started_again_at_any_time()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Embedded);
        using var api = new ApiServer(scene);
        await api.StartAsync();
        var pods = Enumerable.Range(0, 8).Select(i => new Pod($"many-{i}").Shell("main", $"echo {i}; exit {i}")).ToList();
        pods.ForEach(scene.Note);
        await Task.WhenAll(pods.Select(api.CreateAsync));
        await api.KillAsync();
        await api.StartAsync();
        for (var i = 0; i < pods.Count; i++)
        {
            Assert.Equal(i, (await api.UntilAsync(pods[i], "it has ended", answer => answer.AllEnded)).ExitCode());
            Assert.Equal($"{i}\n", (await api.Client.LogAsync(pods[i], "main")).Body);
        }

        var answers = (await api.Client.StatusAsync([.. pods.AsEnumerable().Reverse()])).Json.AsArray();
        Assert.Equal(pods.AsEnumerable().Reverse().Select(pod => pod.Uid), answers.Select(answer => (string?)answer!["UID"]));
    }
}
