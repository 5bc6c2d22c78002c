using System.Net;
using System.Net.Sockets;
using System.Text;
using Interlink.Hosting.Pods;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.Hosting.Tests;

public sealed class RequestFailuresTests
{
    [Theory]
    [InlineData("POST", "/create", "{\"pod\"")]
    [InlineData("POST", "/create", "")]
    [InlineData("POST", "/create", "[]")]
    [InlineData("POST", "/create", "{\"pod\":{},\"pod\":{}}")]
    [InlineData("POST", "/delete", "null")]
    [InlineData("DELETE", "/delete", "")]
    [InlineData("GET", "/status", "{}")]
    [InlineData("GET", "/status", "[null]")]
    [InlineData("GET", "/getLogs", "")]
    [InlineData("GET", "/getLogs", "\u0000\u0001garbage")]
    public async Task Garbage_is_answered_400_with_a_sentence(string method, string path, string body)
    {
        await using var host = await TestHost.StartAsync();
        using var answer = await host.SendAsync(method, path, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        var text = await answer.Content.ReadAsStringAsync();
        Assert.EndsWith(".", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PodRequestFailure.Invalid, 400)]
    [InlineData(PodRequestFailure.NotFound, 404)]
    [InlineData(PodRequestFailure.Refused, 422)]
    [InlineData(PodRequestFailure.Storage, 500)]
    [InlineData(PodRequestFailure.Unavailable, 503)]
    public async Task A_failure_the_backend_knows_is_told_as_it_is(PodRequestFailure failure, int status)
    {
        await using var host = await TestHost.StartAsync();
        host.Backend.OnCreate = (_, _) => throw new PodRequestException(failure, "The disk of shop/web is full: make room.");
        using var answer = await host.SendAsync("POST", "/create", TestPods.Create);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("The disk of shop/web is full: make room.", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_failure_nobody_foresaw_is_logged_and_not_told()
    {
        await using var host = await TestHost.StartAsync();
        host.Backend.OnCreate = (_, _) => throw new InvalidOperationException("password=hunter2");
        using var answer = await host.SendAsync("POST", "/create", TestPods.Create);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("its log has the reason", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => host.Log.Text.Contains("hunter2", StringComparison.Ordinal), "the exception is in the log");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_beyond_the_limit_is_answered_413(bool announced)
    {
        await using var host = await TestHost.StartAsync(new HostOptions { MaxRequestBytes = 2048 });
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Address.Port);
        var stream = client.GetStream();
        var body = new string('x', 3000);
        var head = announced ? "Content-Length: 3000\r\n\r\n" : "Transfer-Encoding: chunked\r\n\r\nBB8\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /create HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{head}{body}"));
        if (!announced)
        {
            await stream.WriteAsync("\r\n0\r\n\r\n"u8.ToArray());
        }

        var buffer = new byte[4096];
        var read = await stream.ReadAtLeastAsync(buffer, 12, throwOnEndOfStream: false).AsTask().WaitAsync(Eventually.Patience);
        Assert.StartsWith("HTTP/1.1 413", Encoding.ASCII.GetString(buffer, 0, read), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_explained()
    {
        await using var host = await TestHost.StartAsync(new HostOptions { MaxRequestBytes = 2048 });
        using var answer = await host.SendAsync("POST", "/create", new string(' ', 2049));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("The body of /create is larger than the 2048 bytes that test-sidecar accepts.",
            await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_wrong_method_is_answered_405_with_the_right_ones()
    {
        await using var host = await TestHost.StartAsync();
        using var answer = await host.SendAsync("PUT", "/delete", "{}");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["DELETE", "POST"], answer.Content.Headers.Allow.Order());
        Assert.Equal("/delete does not take PUT, only POST, DELETE.",
            (await answer.Content.ReadAsStringAsync()).Replace("DELETE, POST", "POST, DELETE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_path_is_answered_404_with_a_sentence()
    {
        await using var host = await TestHost.StartAsync();
        using var answer = await host.SendAsync("GET", "/nope");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("test-sidecar has no /nope: /openapi/v1.json lists what it has.", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_peer_that_hangs_up_does_not_undo_its_create_and_is_no_error()
    {
        await using var host = await TestHost.StartAsync();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var token = CancellationToken.None;
        host.Backend.OnCreate = async (_, cancellation) =>
        {
            token = cancellation;
            entered.SetResult();
            await release.Task;
        };
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Address.Port);
        var body = TestPods.Create;
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(
            $"POST /create HTTP/1.1\r\nHost: x\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));
        await entered.Task.WaitAsync(Eventually.Patience);
        client.Close();
        release.SetResult();

        await Eventually.TrueAsync(() => !host.Backend.Pods.IsEmpty, "the pod is created");
        Assert.False(token.IsCancellationRequested);
        Assert.DoesNotContain(" ERR ", host.Log.Text, StringComparison.Ordinal);
    }
}
