using System.Net;
using System.Text.Json.Nodes;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.Hosting.Tests;

public sealed class PodEndpointsTests
{
    [Fact]
    public async Task A_created_pod_is_answered_with_its_ids()
    {
        await using var host = await TestHost.StartAsync();
        using var answer = await host.SendAsync("POST", "/create", TestPods.Create);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(TestPods.Uid, (string?)json?["PodUID"]);
        Assert.Equal("1234", (string?)json?["PodJID"]);
        Assert.Contains(TestPods.Uid, host.Backend.Pods.Keys);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task A_pod_is_deleted_with_either_method(string method)
    {
        await using var host = await TestHost.StartAsync();
        using var created = await host.SendAsync("POST", "/create", TestPods.Create);
        using var answer = await host.SendAsync(method, "/delete", TestPods.Pod);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Empty(host.Backend.Pods);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task States_are_asked_with_a_body_in_either_method(string method)
    {
        await using var host = await TestHost.StartAsync();
        using var created = await host.SendAsync("POST", "/create", TestPods.Create);
        using var answer = await host.SendAsync(method, "/status", $"[{TestPods.Pod}]");

        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsArray();
        Assert.Equal("web", (string?)json.Single()?["name"]);
        Assert.NotNull(json[0]!["containers"]![0]!["state"]!["running"]);
    }

    [Theory]
    [InlineData("GET", "[]")]
    [InlineData("POST", "[]")]
    [InlineData("GET", "null")]
    [InlineData("GET", " \n")]
    [InlineData("GET", null)]
    [InlineData("POST", null)]
    public async Task A_status_call_about_no_pod_is_a_ping(string method, string? body)
    {
        await using var host = await TestHost.StartAsync();
        using var answer = await host.SendAsync(method, "/status", body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("""{"status":"ok","resources":{"cpu":"120","memory":"474000Mi"}}""", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_log_is_answered_as_text(string method)
    {
        await using var host = await TestHost.StartAsync();
        using var created = await host.SendAsync("POST", "/create", TestPods.Create);
        using var answer = await host.SendAsync(method, "/getLogs", TestPods.Logs());

        Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("line 1\nline 2\n", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_body_sent_in_chunks_is_read_whole()
    {
        await using var host = await TestHost.StartAsync();
        var large = TestPods.Create.Replace("\"jobConfig\":{}", $"\"jobConfig\":{{\"filler\":\"{new string('x', 3_000_000)}\"}}",
            StringComparison.Ordinal);
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(large));
        using var content = new ChunkedContent(stream);
        using var answer = await host.SendAsync("POST", "/create", content);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(host.Backend.Pods);
    }

    [Fact]
    public async Task Answers_do_not_say_which_server_they_come_from()
    {
        await using var host = await TestHost.StartAsync();
        using var answer = await host.SendAsync("GET", "/livez");

        Assert.Empty(answer.Headers.Server);
        Assert.Equal(HttpVersion.Version11, answer.Version);
    }

    private sealed class ChunkedContent(Stream stream) : StreamContent(stream)
    {
        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
