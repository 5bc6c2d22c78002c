using Interlink.Hosting.Logs;
using Interlink.Hosting.Tests.Hosts;
using Microsoft.Extensions.Logging;

namespace Interlink.Hosting.Tests;

public sealed class SessionTests
{
    [Fact]
    public async Task Each_log_line_of_a_call_carries_its_session_and_pod()
    {
        await using var host = await TestHost.StartAsync();
        host.Backend.OnCreate = (_, _) =>
        {
            host.Backend.Logger?.LogInformation("deep inside");
            return Task.CompletedTask;
        };
        using var answer = await host.SendAsync("POST", "/create", TestPods.Create, ("InterLink-Http-Session", "Create#42"));

        await Eventually.TrueAsync(() => host.Log.Text.Contains("/create was answered", StringComparison.Ordinal), "the call is logged");
        Assert.Contains($"deep inside session=Create#42 pod={TestPods.Uid}\n", host.Log.Text, StringComparison.Ordinal);
        Assert.Matches("POST /create was answered 200 in [0-9]+ ms session=Create#42\n", host.Log.Text);
    }

    [Fact]
    public async Task A_call_without_session_has_none_in_the_log()
    {
        await using var host = await TestHost.StartAsync();
        using var answer = await host.SendAsync("GET", "/status", "[]");

        await Eventually.TrueAsync(() => host.Log.Text.Contains("/status was answered", StringComparison.Ordinal), "the call is logged");
        Assert.DoesNotContain("session=", host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_cannot_forge_a_line_or_fill_the_log()
    {
        await using var host = await TestHost.StartAsync();
        using var answer = await host.SendAsync(
            "GET", "/status", "[]", ("InterLink-Http-Session", "a\tb\u0001" + new string('x', 5000)));

        await Eventually.TrueAsync(() => host.Log.Text.Contains("/status was answered", StringComparison.Ordinal), "the call is logged");
        var line = host.Log.Text.Split('\n').Single(line => line.Contains("/status was answered", StringComparison.Ordinal));
        Assert.EndsWith("session=a?b?" + new string('x', 124), line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_lines_carry_the_session_as_a_member()
    {
        var options = new HostOptions { Logs = new LogOptions { Level = LogLevel.Debug, Json = true } };
        await using var host = await TestHost.StartAsync(options);
        using var answer = await host.SendAsync("GET", "/status", "[]", ("InterLink-Http-Session", "Status#7"));

        await Eventually.TrueAsync(() => host.Log.Text.Contains("was answered", StringComparison.Ordinal), "the call is logged");
        var line = host.Log.Text.Split('\n').Single(line => line.Contains("was answered", StringComparison.Ordinal));
        var json = System.Text.Json.Nodes.JsonNode.Parse(line)!;
        Assert.Equal("Status#7", (string?)json["session"]);
        Assert.Equal(200, (int?)json["values"]!["Status"]);
        Assert.Equal(1201, (int?)json["event"]);
    }
}
