using System.Net;
using System.Text;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.Hosting.Tests;

public sealed class LogStreamingTests
{
    [Fact]
    public async Task Headers_come_before_the_container_has_said_anything_and_lines_as_they_are_written()
    {
        await using var host = await TestHost.StartAsync();
        var log = await CreateWithLogAsync(host);
        using var answer = await host.SendAsync("GET", "/getLogs", TestPods.Logs(follow: true));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await using var stream = await answer.Content.ReadAsStreamAsync();

        log.Write("first\n");
        Assert.Equal("first\n", await ReadAsync(stream));
        log.Write("second\n");
        Assert.Equal("second\n", await ReadAsync(stream));
        log.End();
        Assert.Equal("", await ReadAsync(stream));
    }

    [Fact]
    public async Task A_log_is_let_go_when_its_reader_leaves()
    {
        await using var host = await TestHost.StartAsync();
        var log = await CreateWithLogAsync(host);
        using (await host.SendAsync("GET", "/getLogs", TestPods.Logs(follow: true)))
        {
        }

        await log.Closed.WaitAsync(Eventually.Patience);
        Assert.DoesNotContain(" ERR ", host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Followers_are_let_go_when_the_host_stops()
    {
        var host = await TestHost.StartAsync();
        var log = await CreateWithLogAsync(host);
        using var answer = await host.SendAsync("POST", "/getLogs", TestPods.Logs(follow: true));
        var stopping = host.App.StopAsync();

        Assert.Equal("", await answer.Content.ReadAsStringAsync());
        await stopping.WaitAsync(Eventually.Patience);
        await log.Closed.WaitAsync(Eventually.Patience);
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_log_that_breaks_off_is_not_taken_for_a_whole_one()
    {
        await using var host = await TestHost.StartAsync();
        var log = await CreateWithLogAsync(host);
        using var answer = await host.SendAsync("GET", "/getLogs", TestPods.Logs(follow: true));
        log.Write("first\n");
        log.End(new IOException("stale file handle"));

        await Assert.ThrowsAnyAsync<Exception>(() => answer.Content.ReadAsStringAsync());
        await Eventually.TrueAsync(() => host.Log.Text.Contains("stale file handle", StringComparison.Ordinal), "the reason is in the log");
    }

    [Fact]
    public async Task The_log_of_an_unknown_pod_is_404()
    {
        await using var host = await TestHost.StartAsync();
        using var answer = await host.SendAsync("GET", "/getLogs",
            TestPods.Logs(follow: true, uid: "ffffffff-0000-0000-0000-000000000000"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("There is no pod ffffffff-0000-0000-0000-000000000000 here.", await answer.Content.ReadAsStringAsync());
    }

    private static async Task<LiveLog> CreateWithLogAsync(TestHost host)
    {
        var log = new LiveLog();
        host.Backend.OnOpenLog = _ => log;
        using var created = await host.SendAsync("POST", "/create", TestPods.Create);
        Assert.Equal(HttpStatusCode.OK, created.StatusCode);
        return log;
    }

    private static async Task<string> ReadAsync(Stream stream)
    {
        var buffer = new byte[256];
        var length = await stream.ReadAsync(buffer).AsTask().WaitAsync(Eventually.Patience);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
