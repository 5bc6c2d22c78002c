using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Interlink.Hosting.Tests.Hosts;
using Interlink.KubernetesSidecar.Tests.Scenes;

namespace Interlink.KubernetesSidecar.Tests.Listening;

/// <summary>What callers rely on, the same by each way by which the program can be reached.</summary>
public sealed class EveryTransportTests
{
    public static TheoryData<Transport> All => [Transport.Unix, Transport.Tcp, Transport.Tls];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_pod_lives_from_its_creation_to_its_deletion(Transport transport)
    {
        await using var scene = await Scene.StartAsync(transport: transport);
        var first = await scene.CreateAsync();
        Assert.True(JsonNode.DeepEquals(first, await scene.CreateAsync()));
        await scene.UntilAsync(status => ToldStatus.State(status)["waiting"] is not null, "the pod waits");
        scene.ReportRunning();
        await scene.UntilAsync(ToldStatus.IsRunning, "the pod runs");
        scene.Cluster.Logs.Write(LocalPod.RemoteNamespace, LocalPod.RemoteName, "main", "hello");
        Assert.Equal((HttpStatusCode.OK, "hello\n"), await scene.AskAsync("GET", "/getLogs", LocalPod.Log()));
        scene.Report(RemoteStatus.Failed);
        await scene.UntilAsync(status => ToldStatus.HasEnded(status, 3), "the pod has failed");
        await scene.DeleteAsync();
        await Eventually.TrueAsync(() => scene.Remote() is null, "the pod is gone");

        Assert.Equal(0, await scene.Sidecar.TerminateAsync());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_body_that_makes_no_sense_is_refused_with_a_sentence_and_makes_nothing(Transport transport)
    {
        await using var scene = await Scene.StartAsync(transport: transport);
        await scene.UntilSyncedAsync();
        var before = scene.Cluster.Requests.Count;
        foreach (var (path, body) in Nonsense())
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await scene.Client.PostAsync(path, content);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{path} {body}: {answer.StatusCode} {text}");
            Assert.EndsWith(".", text, StringComparison.Ordinal);
        }

        Assert.Equal(before, scene.Cluster.Requests.Count);
        Assert.Equal(HttpStatusCode.OK, (await scene.AskAsync("GET", "/status", new JsonArray())).Code);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_thousand_pods_are_told_of_at_once_and_to_many(Transport transport)
    {
        await using var scene = await Scene.StartAsync(transport: transport);
        var question = new JsonArray([.. Enumerable.Range(0, 1000).Select(number => Padded(number))]);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => scene.AskAsync("GET", "/status", question)));

        foreach (var (code, text) in answers)
        {
            Assert.Equal(HttpStatusCode.OK, code);
            Assert.Equal(
                Enumerable.Range(0, 1000).Select(number => $"web-{number}"),
                ((JsonArray)JsonNode.Parse(text)!).Select(status => (string?)status!["name"]));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_followed_log_comes_as_it_is_written_and_ends_with_the_program(Transport transport)
    {
        await using var scene = await Scene.StartAsync(transport: transport);
        await scene.CreateAsync();
        scene.ReportRunning();
        using var answer = await scene.OpenAsync("GET", "/getLogs", LocalPod.Log("""{"Follow": true}"""));
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        for (var number = 0; number < 100; number++)
        {
            scene.Cluster.Logs.Write(LocalPod.RemoteNamespace, LocalPod.RemoteName, "main", $"line {number}");
            Assert.Equal($"line {number}", await lines.ReadLineAsync());
        }

        Assert.Equal(0, await scene.Sidecar.TerminateAsync());
        Assert.NotNull(scene.Remote());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_large_log_comes_whole(Transport transport)
    {
        await using var scene = await Scene.StartAsync(transport: transport);
        await scene.CreateAsync();
        scene.ReportRunning();
        var line = new string('x', 100_000);
        for (var number = 0; number < 50; number++)
            scene.Cluster.Logs.Write(LocalPod.RemoteNamespace, LocalPod.RemoteName, "main", line);
        await scene.UntilAsync(ToldStatus.IsRunning, "the pod runs");
        var (code, text) = await scene.AskAsync("GET", "/getLogs", LocalPod.Log());

        Assert.Equal(HttpStatusCode.OK, code);
        Assert.Equal(50 * (line.Length + 1), text.Length);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_session_is_written_to_the_log_and_the_programs_state_is_told(Transport transport)
    {
        await using var scene = await Scene.StartAsync(transport: transport);
        await scene.UntilSyncedAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/create") { Content = new StringContent("[]", Encoding.UTF8, "application/json") };
        request.Headers.Add("InterLink-Http-Session", "session-of-the-test");
        using var answer = await scene.Client.SendAsync(request);
        await scene.Sidecar.LoggedAsync("session-of-the-test");

        foreach (var path in new[] { "/livez", "/readyz", "/metrics" })
            Assert.Equal(HttpStatusCode.OK, (await scene.AskAsync("GET", path, null)).Code);
    }

    [Theory]
    [InlineData(Transport.Tcp)]
    [InlineData(Transport.Tls)]
    public async Task Who_has_no_token_makes_and_learns_nothing(Transport transport)
    {
        await using var scene = await Scene.StartAsync(transport: transport);
        await scene.CreateAsync();
        using var stranger = scene.Door.ClientWith(withToken: false, withCertificate: true);
        foreach (var path in new[] { "/create", "/delete", "/status", "/getLogs" })
        {
            using var content = new StringContent(LocalPod.Pod().ToJsonString(), Encoding.UTF8, "application/json");
            using var answer = await stranger.PostAsync(path, content);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        Assert.NotNull(scene.Remote());
    }

    [Fact]
    public async Task Who_has_no_certificate_is_not_heard()
    {
        await using var scene = await Scene.StartAsync(transport: Transport.Tls);
        using var stranger = scene.Door.ClientWith(withToken: true, withCertificate: false);

        await Assert.ThrowsAsync<HttpRequestException>(() => stranger.GetAsync("/livez"));
    }

    private static IEnumerable<(string Path, string Body)> Nonsense()
    {
        foreach (var body in new[] { "{\"pod\":", "not json", "[]", "null", "{}", "{\"pod\":\"text\"}", "{\"pod\":{\"metadata\":[]}}", "" })
            yield return ("/create", body);
        foreach (var body in new[] { "[null]", "[{]", "{\"a\":1}" })
            yield return ("/status", body);
        foreach (var body in new[] { "null", "{\"metadata\":{\"uid\":5}}", "{\"metadata\":{\"uid\":\"../x\",\"namespace\":\"shop\",\"name\":\"x\"}}" })
            yield return ("/delete", body);
        foreach (var body in new[] { "{}", "" })
            yield return ("/getLogs", body);
    }

    private static JsonObject Padded(int number)
    {
        var pod = LocalPod.Pod(metadata: $$"""{"name": "web-{{number}}", "uid": "{{number:x8}}-1111-4222-8333-0000000003e9"}""");
        pod["spec"]!["padding"] = new string('p', 800);
        return pod;
    }
}
