using System.Diagnostics;
using Interlink.Hosting.Telemetry;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.Hosting.Tests;

public sealed class TelemetryTests
{
    [Fact]
    public async Task A_create_is_traced_below_its_callers_span()
    {
        await using var collector = await TraceCollector.StartAsync();
        var options = new HostOptions
        {
            Telemetry = new TelemetryOptions { Enabled = true, Endpoint = $"127.0.0.1:{collector.Address.Port}", UniqueId = "site-a" },
        };
        var host = await TestHost.StartAsync(options);
        const string TraceId = "0af7651916cd43dd8448eb211c80319c";
        using (await host.SendAsync("POST", "/create", TestPods.Create, ("traceparent", $"00-{TraceId}-b7ad6b7169203331-01")))
        {
        }

        await host.DisposeAsync();
        await Eventually.TrueAsync(() => !collector.Received.IsEmpty, "spans arrive");
        var (path, version, body) = collector.Received.First();
        Assert.Equal("/opentelemetry.proto.collector.trace.v1.TraceService/Export", path);
        Assert.Equal("HTTP/2", version);
        Assert.NotEqual(-1, body.AsSpan().IndexOf(Convert.FromHexString(TraceId)));
        foreach (var expected in new[]
        {
            "Plugin-site-a", "Create", "pod.name", "web", "pod.namespace", "shop", "pod.uid", TestPods.Uid, "start.timestamp",
                "end.timestamp", "duration", "exit.code",
        })
        {
            Assert.Contains(expected, collector.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_a_pod_holds_is_in_a_trace()
    {
        const string Secret = "Tr0ub4dor-secret-value";
        await using var collector = await TraceCollector.StartAsync();
        var options = new HostOptions
        {
            Telemetry = new TelemetryOptions { Enabled = true, Endpoint = $"127.0.0.1:{collector.Address.Port}", UniqueId = "site-a" },
        };
        var host = await TestHost.StartAsync(options);
        string request = TestPods.Create
            .Replace("\"image\":\"busybox\"", $"\"image\":\"busybox\",\"args\":[\"{Secret}\"],\"env\":[{{\"name\":\"P\",\"value\":\"{Secret}\"}}]", StringComparison.Ordinal)
            .Replace("\"secrets\":null", $"\"secrets\":[{{\"metadata\":{{\"name\":\"s\"}},\"stringData\":{{\"p\":\"{Secret}\"}}}}]", StringComparison.Ordinal);
        Assert.Equal(4, request.Split(Secret).Length);
        foreach (string body in new[] { request, request[..^3] })
        {
            using (await host.SendAsync("POST", "/create", body))
            {
            }
        }

        await host.DisposeAsync();
        await Eventually.TrueAsync(() => collector.Text.Contains("Create", StringComparison.Ordinal), "spans arrive");
        Assert.DoesNotContain(Secret, collector.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_that_is_not_there_does_not_hold_up_the_end()
    {
        var options = new HostOptions { Telemetry = new TelemetryOptions { Enabled = true, Endpoint = "127.0.0.1:1" } };
        var host = await TestHost.StartAsync(options);
        using (await host.SendAsync("GET", "/status", "[]"))
        {
        }

        await host.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Spans_say_how_a_call_ended()
    {
        var ended = new System.Collections.Concurrent.ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Interlink.Hosting",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await TestHost.StartAsync();
        const string Marker = "b00003e9-1111-4222-8333-0000000003e9";
        using var missing = await host.SendAsync("GET", "/getLogs", TestPods.Logs(uid: Marker));

        Activity? span = null;
        await Eventually.TrueAsync(() => (
            span = ended.FirstOrDefault(activity => (string?)activity.GetTagItem("pod.uid") == Marker)) is not null, "the span ends");
        Assert.Equal("GetLogs", span!.OperationName);
        Assert.Equal(ActivityKind.Server, span.Kind);
        Assert.Equal(404, span.GetTagItem("exit.code"));
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        var microseconds = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalMicroseconds;
        Assert.InRange((long)span.GetTagItem("start.timestamp")!, microseconds - 6e7, microseconds);
        Assert.InRange((long)span.GetTagItem("duration")!, 0, 60_000_000);
    }

    [Fact]
    public void Nothing_is_traced_unless_asked() => Assert.False(Read(new()).Enabled);

    [Theory]
    [InlineData("ENABLE_TRACING", "1", true, "localhost:4317")]
    [InlineData("ENABLE_TRACING", "true", true, "localhost:4317")]
    [InlineData("ENABLE_TRACING", "0", false, "localhost:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://c:4317", true, null)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://c:4317", true, null)]
    public void Either_kind_of_variable_turns_it_on(string name, string value, bool enabled, string? endpoint)
    {
        var options = Read(new() { [name] = value });

        Assert.Equal(enabled, options.Enabled);
        Assert.Equal(endpoint, options.Endpoint);
    }

    [Theory]
    [InlineData("OTEL_SDK_DISABLED", "true")]
    [InlineData("OTEL_TRACES_EXPORTER", "none")]
    public void The_standard_variables_turn_it_off(string name, string value) =>
        Assert.False(Read(new() { ["ENABLE_TRACING"] = "1", [name] = value }).Enabled);

    [Fact]
    public void All_of_interLinks_variables_are_read()
    {
        var options = Read(new()
        {
            ["ENABLE_TRACING"] = "1",
            ["TELEMETRY_ENDPOINT"] = "collector:4317",
            ["TELEMETRY_UNIQUE_ID"] = "a",
            ["TELEMETRY_CA_CRT_FILEPATH"] = "/ca",
            ["TELEMETRY_CLIENT_CRT_FILEPATH"] = "/crt",
            ["TELEMETRY_CLIENT_KEY_FILEPATH"] = "/key",
            ["TELEMETRY_INSECURE_SKIP_VERIFY"] = "true",
        });

        Assert.Equal(
            new TelemetryOptions
            {
                Enabled = true, Endpoint = "collector:4317", UniqueId = "a", CACertFile = "/ca", ClientCertFile = "/crt",
                    ClientKeyFile = "/key", InsecureSkipVerify = true,
            },
            options);
        Assert.Equal(
            [
                "The file '/ca' (TELEMETRY_CA_CRT_FILEPATH) does not exist.",
                "The file '/crt' (TELEMETRY_CLIENT_CRT_FILEPATH) does not exist.",
                "The file '/key' (TELEMETRY_CLIENT_KEY_FILEPATH) does not exist.",
            ],
            new HostOptions { Telemetry = options }.Validate());
    }

    [Theory]
    [InlineData("collector:4317", false, "http://collector:4317/")]
    [InlineData("collector:4317", true, "https://collector:4317/")]
    [InlineData("https://collector:4317", false, "https://collector:4317/")]
    public void An_endpoint_without_scheme_is_plaintext_unless_TLS_is_asked_for(string endpoint, bool tls, string expected)
    {
        Assert.True(CollectorEndpoint.TryParse(new TelemetryOptions { Endpoint = endpoint, InsecureSkipVerify = tls }, out var uri));
        Assert.Equal(expected, uri.AbsoluteUri);
    }

    private static TelemetryOptions Read(Dictionary<string, string> variables) =>
        TelemetryOptions.FromEnvironment(variables.GetValueOrDefault);
}
