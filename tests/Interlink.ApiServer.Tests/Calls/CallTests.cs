using System.Net;
using System.Text.Json.Nodes;
using Interlink.ApiServer.Tests.Harness;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.ApiServer.Tests.Calls;

public sealed class CallTests
{
    [Theory]
    [InlineData("POST")]
    [InlineData("GET")]
    public async Task A_ping_is_the_sidecars_status_of_no_pods_byte_for_byte(string method)
    {
        await using var scene = await Scene.StartAsync();
        Assert.Equal((HttpStatusCode.OK, """{"status":"ok",  "resources":{"cpu":"7"}}"""), await scene.AskAsync(method, "/pinglink"));
        Assert.Equal(("GET", "[]"), (scene.Backend.Calls.Single().Method, scene.Backend.Calls.Single().Body));
    }

    [Fact]
    public async Task A_ping_of_a_sidecar_that_is_away_is_a_503_and_readiness_says_so()
    {
        await using var scene = await Scene.StartAsync("PatienceSeconds: 1");
        Assert.Equal(HttpStatusCode.OK, (await scene.AskAsync("GET", "/readyz")).Status);
        await scene.StopBackendAsync();
        var (status, text) = await scene.AskAsync("POST", "/pinglink");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("sidecar.sock", text);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await scene.AskAsync("GET", "/readyz")).Status);
        Assert.Equal(HttpStatusCode.OK, (await scene.AskAsync("GET", "/healthz")).Status);
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("POST")]
    public async Task A_delete_is_tried_again_until_the_sidecar_is_back(string method)
    {
        await using var scene = await Scene.StartAsync();
        await scene.StopBackendAsync();
        var delete = scene.AskAsync(method, "/delete", TestPod.Of(TestPod.NewUid()));
        await scene.Server.LoggedAsync("/delete is asked again");
        var failures = 0;
        await scene.StartBackendAsync((_, context) =>
        {
            var fails = Interlocked.Increment(ref failures) < 3;
            context.Response.StatusCode = fails ? 503 : 200;
            return Task.FromResult(fails);
        });
        Assert.Equal((HttpStatusCode.OK, "deleted"), await delete);
        Assert.Equal(["POST", "POST", "POST"], scene.Backend.To("/delete").Select(call => call.Method));
    }

    [Fact]
    public async Task The_session_is_in_the_log_lines_and_goes_on_with_the_trace()
    {
        await using var scene = await Scene.StartAsync();
        const string trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        await scene.AskAsync("POST", "/create", TestPod.Create(TestPod.NewUid()), ("InterLink-Http-Session", "Create-77"), ("traceparent", trace), ("tracestate", "a=b"));
        var call = scene.Backend.Calls.Single();
        Assert.Equal(("Create-77", trace, "a=b"), (call.Header("InterLink-Http-Session"), call.Header("traceparent"), call.Header("tracestate")));
        await scene.Server.LoggedAsync("POST /create");
        Assert.Contains(scene.Server.Log.Split('\n'), line => line.Contains("was asked /create", StringComparison.Ordinal) && line.Contains("Create-77", StringComparison.Ordinal));
        await scene.AskAsync("POST", "/pinglink");
        Assert.StartsWith("Request-", scene.Backend.Calls.Last().Header("InterLink-Http-Session"));
    }

    [Fact]
    public async Task Traces_have_the_Go_programs_names_and_the_sidecars_span_hangs_below_ours()
    {
        await using var collector = await TraceCollector.StartAsync();
        await using var scene = await Scene.StartAsync("", new Dictionary<string, string>
        {
            ["ENABLE_TRACING"] = "1",
            ["TELEMETRY_ENDPOINT"] = $"{collector.Address.Host}:{collector.Address.Port}",
            ["TELEMETRY_UNIQUE_ID"] = "test",
        });
        var uid = TestPod.NewUid();
        const string trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        await scene.AskAsync("POST", "/create", TestPod.Create(uid), ("traceparent", trace));
        await scene.StatusAsync(TestPod.Of(uid));
        await scene.AskAsync("GET", "/getLogs", TestPod.Logs(uid));
        await scene.AskAsync("POST", "/pinglink");
        await scene.AskAsync("DELETE", "/delete", TestPod.Of(uid));
        var passed = scene.Backend.To("/create").Single().Header("traceparent")!.Split('-');
        Assert.Equal(("0af7651916cd43dd8448eb211c80319c", true), (passed[1], passed[2] != "b7ad6b7169203331"));
        Assert.Equal(0, await scene.Server.TerminateAsync());
        foreach (var name in new[] { "CreateAPI", "StatusAPI", "GetLogsAPI", "PingAPI", "DeleteAPI", "InterLink-Plugin-test", uid })
        {
            Assert.Contains(name, collector.Text);
        }
    }

    [Fact]
    public async Task Metrics_and_the_description_of_the_API_are_there()
    {
        await using var scene = await Scene.StartAsync();
        await scene.AskAsync("POST", "/pinglink");
        var (_, metrics) = await scene.AskAsync("GET", "/metrics");
        Assert.Contains("interlink_relay_questions_total{call=\"/status\"", metrics);
        Assert.Contains("interlink_relay_pods", metrics);
        var document = JsonNode.Parse((await scene.AskAsync("GET", "/openapi/v1.json")).Text)!;
        Assert.Equal(
            ["/create", "/delete", "/getLogs", "/pinglink", "/status", "/updateCache"],
            document["paths"]!.AsObject().Select(path => path.Key).Where(path => document["paths"]![path]!.AsObject().Any(operation =>
                operation.Value!["tags"]!.AsArray().Any(tag => (string?)tag == "pods"))).Order(StringComparer.Ordinal));
    }
}
