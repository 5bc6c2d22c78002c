using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Operations;

public class StartAndStopTests
{
    [FactNeeding]
    public async Task SIGTERM_ends_it_at_once_even_with_a_follower_and_leaves_the_pods_alone()
    {
        await using var scene = await Scene.StartAsync(JobScheduler.Embedded);
        var pod = new Pod().Shell("main", "echo up; sleep 600");
        await scene.CreateAsync(pod);
        await scene.RunningAsync(pod);
        await using var log = await scene.Client.FollowAsync(pod, "main");
        using var reader = new StreamReader(log);
        Assert.Equal("up", await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(0, await scene.Sidecar.StopAsync(seconds: 5));
        Assert.False(File.Exists(scene.Sidecar.Socket));
        await scene.Sidecar.StartAsync();
        Assert.Equal("running", (await scene.StatusAsync(pod)).State());
    }

    [FactNeeding]
    public async Task A_socket_in_use_is_never_stolen_and_a_dead_one_is_replaced()
    {
        await using var first = await Scene.StartAsync(JobScheduler.Embedded);
        using var second = new SidecarProcess(first.Root, "SECOND=1", SidecarSettings.On(JobScheduler.Embedded));
        Assert.Equal(1, await second.StartToFailAsync());
        Assert.Contains(first.Sidecar.Socket!, second.LogTail);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await first.Client.GetAsync("/healthz")).Code);
        await first.Sidecar.KillAsync();
        Assert.True(File.Exists(first.Sidecar.Socket));
        await first.Sidecar.StartAsync();
    }

    [TheoryNeeding]
    [InlineData("ContainerRuntime: nonsense", "nonsense")]
    [InlineData("PollIntervalSeconds: often", "PollIntervalSeconds")]
    [InlineData("DefaultUID: -5", "DefaultUID")]
    public async Task A_configuration_that_cannot_be_meant_is_refused_by_the_key(string line, string word)
    {
        var folder = Directory.CreateTempSubdirectory("il-e2e-").FullName;
        using var sidecar = new SidecarProcess(folder, "REFUSED=1", new SidecarSettings());
        var config = Path.Combine(folder, "SlurmConfig.yaml");
        var key = line.Split(':')[0];
        var others = File.ReadAllLines(config).Where(other => !other.StartsWith(key, StringComparison.Ordinal));
        await File.WriteAllLinesAsync(config, others.Append(line));
        Assert.Equal(2, await sidecar.StartToFailAsync());
        Assert.Contains(word, sidecar.Log);
        Assert.DoesNotContain("   at ", sidecar.Log);
        Directory.Delete(folder, recursive: true);
    }
}
