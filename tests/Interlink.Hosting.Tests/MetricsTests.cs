using System.Diagnostics.Metrics;
using System.Globalization;
using Interlink.Hosting.Metrics;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.Hosting.Tests;

public sealed class MetricsTests
{
    [Fact]
    public async Task Calls_are_counted_by_endpoint_and_code()
    {
        await using var host = await TestHost.StartAsync();
        using var first = await host.SendAsync("GET", "/status", "[]");
        using var second = await host.SendAsync("GET", "/status", "{");
        using var third = await host.SendAsync("GET", "/some/path/a/scanner/made/up");
        await first.Content.ReadAsStringAsync();
        await second.Content.ReadAsStringAsync();
        var text = "";
        await Eventually.TrueAsync(
            () => (text = Scrape(host)).Contains("code=\"404\"", StringComparison.Ordinal)
                && text.Contains("_count{endpoint=\"/status\"} 2", StringComparison.Ordinal),
            "the calls are counted");

        Assert.Contains("\n# TYPE interlink_http_requests_total counter\n", text, StringComparison.Ordinal);
        Assert.Contains("\ninterlink_http_requests_total{code=\"200\",endpoint=\"/status\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("\ninterlink_http_requests_total{code=\"400\",endpoint=\"/status\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("\ninterlink_http_requests_total{code=\"404\",endpoint=\"other\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("\n# TYPE interlink_http_request_duration_seconds histogram\n", text, StringComparison.Ordinal);
        Assert.Contains("\ninterlink_http_request_duration_seconds_bucket{endpoint=\"/status\",le=\"+Inf\"} 2\n", text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_process_is_described()
    {
        await using var host = await TestHost.StartAsync();
        using var answer = await host.SendAsync("GET", "/metrics");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Contains("interlink_build_info{name=\"test-sidecar\",runtime=\"", text, StringComparison.Ordinal);
        Assert.Contains(",version=\"1.2.3\"} 1\n", text, StringComparison.Ordinal);
        Assert.InRange(ValueOf(text, "process_resident_memory_bytes"), 1e6, 1e11);
        Assert.InRange(ValueOf(text, "process_open_fds"), 3, 1e6);
        Assert.InRange(ValueOf(text, "process_cpu_seconds_total"), 0.01, 1e6);
        var started = DateTimeOffset.FromUnixTimeSeconds((long)ValueOf(text, "process_start_time_seconds"));
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        Assert.InRange(started, process.StartTime.AddSeconds(-3), process.StartTime.AddSeconds(3));
    }

    [Fact]
    public void Every_kind_of_instrument_is_written_in_its_form()
    {
        using var meter = new Meter("interlink.test.kinds");
        using var collector = new MetricCollector(new MetricScope());
        meter.CreateCounter<int>("interlink.kinds.pods", description: "Pods\ntaken.").Add(2, new KeyValuePair<string,
            object?>("state", "a\"b\\c\nd"));
        meter.CreateUpDownCounter<long>("interlink.kinds.running").Add(-3);
        meter.CreateGauge<double>("interlink.kinds.free", "By").Record(0.5);
        var histogram = meter.CreateHistogram("interlink.kinds.wait", "s", null, null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2] });
        histogram.Record(0.5);
        histogram.Record(1);
        histogram.Record(7);
        var observed = new List<Measurement<long>> { new(4, new KeyValuePair<string, object?>("node", "n1")) };
        meter.CreateObservableGauge("interlink.kinds.nodes", () => observed);

        const string Expected =
            """
            # TYPE interlink_kinds_free_bytes gauge
            interlink_kinds_free_bytes 0.5
            # TYPE interlink_kinds_nodes gauge
            interlink_kinds_nodes{node="n1"} 4
            # HELP interlink_kinds_pods_total Pods\ntaken.
            # TYPE interlink_kinds_pods_total counter
            interlink_kinds_pods_total{state="a\"b\\c\nd"} 2
            # TYPE interlink_kinds_running gauge
            interlink_kinds_running -3
            # TYPE interlink_kinds_wait_seconds histogram
            interlink_kinds_wait_seconds_bucket{le="1"} 2
            interlink_kinds_wait_seconds_bucket{le="2"} 2
            interlink_kinds_wait_seconds_bucket{le="+Inf"} 3
            interlink_kinds_wait_seconds_sum 8.5
            interlink_kinds_wait_seconds_count 3

            """;
        Assert.Equal(Expected, Written(collector, "interlink_kinds"));
        observed[0] = new(5, new KeyValuePair<string, object?>("node", "n2"));
        Assert.Contains("interlink_kinds_nodes{node=\"n2\"} 5\n", Written(collector, "interlink_kinds"), StringComparison.Ordinal);
        Assert.DoesNotContain("n1", Written(collector, "interlink_kinds"), StringComparison.Ordinal);
    }

    [Fact]
    public void Label_values_without_end_do_not_fill_the_memory()
    {
        using var meter = new Meter("interlink.test.flood");
        using var collector = new MetricCollector(new MetricScope());
        var counter = meter.CreateCounter<long>("interlink.flood");
        for (var i = 0; i < 5000; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("pod", i));
        }

        var text = Written(collector, "interlink_flood");
        Assert.InRange(text.Split('\n').Length, 2000, 2010);
        Assert.Contains("interlink_flood_total{overflow=\"true\"} 3000\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Meters_of_others_are_not_collected()
    {
        using var meter = new Meter("someone.else");
        using var collector = new MetricCollector(new MetricScope());
        meter.CreateCounter<long>("interlink.strange").Add(1);

        Assert.DoesNotContain("strange", Written(collector, ""), StringComparison.Ordinal);
    }

    private static string Scrape(TestHost host) => host.Client.GetStringAsync("/metrics").GetAwaiter().GetResult();

    private static string Written(MetricCollector collector, string prefix)
    {
        var text = new System.Text.StringBuilder();
        collector.Write(text);
        return string.Concat(text.ToString().Split('\n')
            .Where(line => line.Replace("# HELP ", "", StringComparison.Ordinal).Replace("# TYPE ", "",
                StringComparison.Ordinal).StartsWith(prefix, StringComparison.Ordinal))
            .Where(line => line.Length > 0)
            .Select(line => line + "\n"));
    }

    private static double ValueOf(string text, string name) =>
        double.Parse(text.Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal))[(name.Length + 1)..],
            CultureInfo.InvariantCulture);
}
