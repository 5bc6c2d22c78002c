using System.Net;
using Interlink.KubernetesSidecar.Tests.Scenes;

namespace Interlink.KubernetesSidecar.Tests.Life;

public sealed class LogTests
{
    [Fact]
    public async Task A_log_is_read_with_its_options()
    {
        await using var scene = await RunningAsync();
        Write(scene, "one", "2026-01-02T00:00:01Z");
        Write(scene, "two", "2026-01-02T00:00:02Z");
        Write(scene, "three", "2026-01-02T00:00:03Z");
        scene.Cluster.Logs.Write(LocalPod.RemoteNamespace, LocalPod.RemoteName, "main", "before", previous: true);

        Assert.Equal("one\ntwo\nthree\n", await ReadAsync(scene, "{}"));
        Assert.Equal("three\n", await ReadAsync(scene, """{"Tail": 1}"""));
        Assert.Equal("two\nthree\n", await ReadAsync(scene, """{"SinceTime": "2026-01-02T00:00:02Z"}"""));
        Assert.Equal("before\n", await ReadAsync(scene, """{"Previous": true}"""));
        Assert.Equal("one\nt", await ReadAsync(scene, """{"Bytes": 5}"""));
        Assert.StartsWith("2026-01-02T00:00:01.", await ReadAsync(scene, """{"Timestamps": true}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_followed_log_comes_line_by_line_from_before_the_first_run_to_the_end()
    {
        await using var scene = await Scene.StartAsync();
        await scene.CreateAsync();
        using var answer = await scene.OpenAsync("GET", "/getLogs", LocalPod.Log("""{"Follow": true}"""));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        scene.ReportRunning();
        Write(scene, "first", "2026-01-02T00:00:01Z");
        Assert.Equal("first", await lines.ReadLineAsync());
        Write(scene, "second", "2026-01-02T00:00:02Z");
        Assert.Equal("second", await lines.ReadLineAsync());
        scene.Cluster.Logs.End(LocalPod.RemoteNamespace, LocalPod.RemoteName, "main");

        Assert.Null(await lines.ReadLineAsync());
    }

    [Fact]
    public async Task A_container_that_has_not_begun_has_an_empty_log()
    {
        await using var scene = await Scene.StartAsync();
        await scene.CreateAsync();

        Assert.Equal("", await ReadAsync(scene, "{}"));
    }

    [Fact]
    public async Task An_unknown_pod_or_container_is_not_found()
    {
        await using var scene = await RunningAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await scene.AskAsync("GET", "/getLogs", LocalPod.Log(container: "other"))).Code);
        Assert.Equal(HttpStatusCode.NotFound, (await scene.AskAsync("GET", "/getLogs", LocalPod.Log(uid: "b00003e9-1111-4222-8333-0000000003e9"))).Code);
    }

    private static async Task<Scene> RunningAsync()
    {
        var scene = await Scene.StartAsync();
        await scene.CreateAsync();
        scene.ReportRunning();
        await scene.UntilAsync(ToldStatus.IsRunning, "the container runs");
        return scene;
    }

    private static void Write(Scene scene, string line, string time) => scene.Cluster.Logs.Write(
        LocalPod.RemoteNamespace, LocalPod.RemoteName, "main", line, DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture));

    private static async Task<string> ReadAsync(Scene scene, string options)
    {
        var (code, text) = await scene.AskAsync("GET", "/getLogs", LocalPod.Log(options));
        Assert.True(code == HttpStatusCode.OK, text);
        return text;
    }
}
