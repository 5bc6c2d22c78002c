using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Interlink.ApiServer.Tests.Harness;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.ApiServer.Tests.Logs;

/// <summary>A machine that vanishes says nothing: the kernel must ask.</summary>
public sealed partial class PeerWatchTests : IDisposable
{
    /// <summary>The kernel's name of a keep-alive timer that runs.</summary>
    private const string KeepAlive = "02";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_log_that_is_followed_over_TCP_is_watched_at_both_its_ends()
    {
        var left = new TaskCompletionSource();
        await using var backend = await Backend.StartAsync(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0),
            async (_, context) =>
            {
                await context.Response.Body.FlushAsync();
                await left.Task;
                return true;
            });
        using var server = new ApiServerProcess(["--interlinkconfigpath", _folder.Write("config.yaml", $"""
            InterlinkAddress: "http://127.0.0.1"
            InterlinkPort: "0"
            SidecarURL: "http://127.0.0.1"
            SidecarPort: "{backend.Port}"
            """)]);
        await server.StartedAsync();
        var port = int.Parse(ListensOn().Match(server.Log).Groups[1].Value, CultureInfo.InvariantCulture);
        using var caller = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        using var question = new HttpRequestMessage(HttpMethod.Get, "/getLogs")
        {
            Content = new StringContent(TestPod.Logs(TestPod.NewUid(), """{"Follow":true}""")),
        };
        using var answer = await caller.SendAsync(question, HttpCompletionOption.ResponseHeadersRead);
        await Eventually.TrueAsync(() => IsWatched(local: port), "the caller is watched");
        await Eventually.TrueAsync(() => IsWatched(remote: backend.Port), "the sidecar is watched");
        left.SetResult();
    }

    /// <summary>Whether an established connection of these ports has a keep-alive timer.</summary>
    private static bool IsWatched(int? local = null, int? remote = null) =>
        File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6")).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Any(
            field => field[3] == "01" && Is(field[1], local) && Is(field[2], remote) && field[5].StartsWith(KeepAlive, StringComparison.Ordinal));

    private static bool Is(string address, int? port) =>
        port is null || address.EndsWith(":" + port.Value.ToString("X4", CultureInfo.InvariantCulture), StringComparison.Ordinal);

    [GeneratedRegex(@" listens on \S*:(\d+)")]
    private static partial Regex ListensOn();
}
