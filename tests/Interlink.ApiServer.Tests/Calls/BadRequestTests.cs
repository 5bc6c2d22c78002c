using System.Net;
using System.Net.Sockets;
using System.Text;
using Interlink.ApiServer.Tests.Harness;

namespace Interlink.ApiServer.Tests.Calls;

/// <summary>No request ends the program or reaches a sidecar that makes no sense.</summary>
public sealed class BadRequestTests
{
    private static readonly string[] Bodies =
    [
        "", "null", "[]", "[null]", "{}", "7", "\"", "{\"pod\":null}", "{\"pod\":7}", "{\"pod\":{\"metadata\":null}}", "{\"pod\":{\"metadata\":{\"uid\":\"../x\"}}}",
        "{\"pod\":{\"metadata\":{\"uid\":\"a\"}},\"pod\":{}}", "[{\"metadata\":{\"uid\":\"\"}}]", "[{\"metadata\":7}]", "{\"PodUID\":7}", "\u0000", "{\"a\":{\"A\":1}",
        "{\"pod\":{\"metadata\":{\"uid\":\"00000000-0000-4000-8000-000000000000\"},\"spec\":{\"containers\":7}}}", "{\"metadata\":{\"uid\":7}}",
    ];

    [Theory]
    [InlineData("POST", "/create")]
    [InlineData("DELETE", "/delete")]
    [InlineData("GET", "/status")]
    [InlineData("GET", "/getLogs")]
    [InlineData("POST", "/updateCache")]
    public async Task Garbage_is_a_400_with_a_sentence(string method, string path)
    {
        await using var scene = await Scene.StartAsync();
        string deep = string.Concat(Enumerable.Repeat("[", 100_000));
        foreach (var body in Bodies.Append(deep).Append("\xff\xfe\x80"))
        {
            // These have a meaning: no pods, and UIDs.
            if (path == "/status" ? body is "" or "null" or "[]" : path == "/updateCache" && body is "null" or "7")
            {
                continue;
            }

            var (status, text) = await scene.AskAsync(method, path, body);
            Assert.True(status == HttpStatusCode.BadRequest && text.EndsWith('.'), $"{body[..Math.Min(body.Length, 50)]}: {status} {text}");
        }

        Assert.Empty(scene.Backend.Calls);
        Assert.Equal(HttpStatusCode.OK, (await scene.AskAsync("POST", "/pinglink")).Status);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_a_413_that_names_the_limit()
    {
        await using var scene = await Scene.StartAsync("MaxRequestMiB: 1");
        var (status, text) = await scene.AskAsync("POST", "/create", new string(' ', 2 * 1024 * 1024), ("Expect", "100-continue"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Contains("1048576 bytes", text);
        Assert.Equal(HttpStatusCode.OK, (await scene.AskAsync("POST", "/pinglink")).Status);
    }

    [Fact]
    public async Task Noise_on_the_socket_and_callers_that_vanish_do_not_end_it()
    {
        await using var scene = await Scene.StartAsync();
        var noise = new Random(1);
        for (var i = 0; i < 50; i++)
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(scene.Socket));
            var bytes = new byte[200];
            noise.NextBytes(bytes);
            await socket.SendAsync(i % 2 == 0 ? bytes : Encoding.ASCII.GetBytes("POST /create HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"pod\":"));
        }

        Assert.Equal(HttpStatusCode.OK, (await scene.AskAsync("POST", "/pinglink")).Status);
        Assert.Empty(scene.Backend.To("/create"));
    }
}
