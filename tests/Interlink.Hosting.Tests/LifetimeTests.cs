using System.Net;
using System.Net.Sockets;
using System.Text;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.Hosting.Tests;

public sealed class LifetimeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string SocketPath => _folder["plugin.sock"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_ends_the_program_with_code_0_and_leaves_nothing(string signal)
    {
        await using var child = ChildProcess.Start("serve", SocketPath);
        await child.OutputHasAsync("listens on");
        child.Signal(signal);

        Assert.Equal(0, await child.ExitCodeAsync());
        Assert.Contains("INF test-sidecar[ProgramRun] test-sidecar has stopped", child.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_request_in_flight_is_finished_and_a_new_one_refused()
    {
        await using var child = ChildProcess.Start("serve", SocketPath);
        await child.OutputHasAsync("listens on");
        using var client = TestHost.ClientOf(SocketPath);
        var gate = _folder["gate"];
        var body = TestPods.Create.Replace("\"jobConfig\":{}", $"\"jobScript\":\"{gate}\"", StringComparison.Ordinal);
        using var content = new StringContent(body);
        var creating = client.PostAsync("/create", content);
        await Eventually.TrueAsync(() => ActiveCalls(SocketPath).Result == 2, "the create has arrived");
        child.Signal("TERM");
        await Eventually.TrueAsync(() => !CanConnect(SocketPath), "nobody new is let in");
        Assert.False(creating.IsCompleted);
        _folder.Write("gate", "");

        using var answer = await creating;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(0, await child.ExitCodeAsync());
    }

    [Fact]
    public async Task Who_follows_a_log_is_let_go_at_once()
    {
        await using var child = ChildProcess.Start("serve", SocketPath);
        await child.OutputHasAsync("listens on");
        using var client = TestHost.ClientOf(SocketPath);
        using var create = new StringContent(TestPods.Create);
        using var created = await client.PostAsync("/create", create);
        using var request = new HttpRequestMessage(HttpMethod.Post,
            "/getLogs") { Content = new StringContent(TestPods.Logs(follow: true)) };
        using var following = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var signalled = TimeProvider.System.GetTimestamp();
        child.Signal("TERM");

        Assert.Equal("", await following.Content.ReadAsStringAsync());
        Assert.Equal(0, await child.ExitCodeAsync());
        Assert.True(TimeProvider.System.GetElapsedTime(signalled) < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task An_address_in_use_is_one_sentence_and_code_1()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var child = ChildProcess.Start("serve", $"{port}");

        Assert.Equal(1, await child.ExitCodeAsync());
        var line = Assert.Single(child.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.EndsWith(
            $" CRT test-sidecar[ProgramRun] 127.0.0.1:{port} is in use by another program: " +
            "stop that one, or choose another address or port.",
            line,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_live_socket_is_one_sentence_and_code_1()
    {
        await using var first = ChildProcess.Start("serve", SocketPath);
        await first.OutputHasAsync("listens on");
        await using var second = ChildProcess.Start("serve", SocketPath, "json");

        Assert.Equal(1, await second.ExitCodeAsync());
        Assert.Single(second.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"\"message\":\"Another program listens on the unix socket '{SocketPath}'", second.Output,
            StringComparison.Ordinal);
        Assert.True(CanConnect(SocketPath));
    }

    [Fact]
    public async Task A_background_service_that_fails_ends_the_program_with_code_1()
    {
        await using var child = ChildProcess.Start("serve", SocketPath, "failing");

        Assert.Equal(1, await child.ExitCodeAsync());
        Assert.Contains("test-sidecar ends because a part of it failed\n    System.InvalidOperationException: the monitor broke",
            child.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Being_told_to_stop_while_starting_is_no_failure()
    {
        await using var child = ChildProcess.Start("serve", SocketPath, "stopping");

        Assert.Equal(0, await child.ExitCodeAsync());
        Assert.DoesNotContain("CRT", child.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Systemd_is_told_of_the_start_and_the_end(bool abstractSocket)
    {
        var name = abstractSocket ? $"@interlink-test-{Guid.NewGuid():N}" : _folder["notify"];
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(abstractSocket ? '\0' + name[1..] : name));
        await using var child = ChildProcess.StartWith(new() { ["NOTIFY_SOCKET"] = name }, "serve", SocketPath);

        Assert.Equal("READY=1", await ReceiveAsync(systemd));
        Assert.True(CanConnect(SocketPath));
        child.Signal("TERM");
        Assert.Equal("STOPPING=1", await ReceiveAsync(systemd));
        Assert.Equal(0, await child.ExitCodeAsync());
    }

    [Fact]
    public async Task A_notify_socket_that_is_gone_is_no_failure()
    {
        await using var child = ChildProcess.StartWith(new() { ["NOTIFY_SOCKET"] = _folder["gone"] }, "serve", SocketPath);
        await child.OutputHasAsync("listens on");
        child.Signal("TERM");

        Assert.Equal(0, await child.ExitCodeAsync());
    }

    [Fact]
    public async Task The_certificate_bundle_is_for_OpenSSL_and_not_for_child_processes()
    {
        await using var child = ChildProcess.Start("prepare");

        Assert.Equal(0, await child.ExitCodeAsync());
        var lines = child.Output.Split('\n');
        Assert.Equal(File.Exists("/etc/ssl/certs/ca-certificates.crt") ? "/etc/ssl/certs/ca-certificates.crt" : "(unset)", lines[0]);
        Assert.Equal("(unset)", lines[1]);
    }

    [Fact]
    public async Task An_own_certificate_bundle_wins()
    {
        await using var child = ChildProcess.StartWith(new() { ["SSL_CERT_FILE"] = "/own.pem" }, "prepare");

        Assert.Equal(0, await child.ExitCodeAsync());
        Assert.Equal("/own.pem\n/own.pem\n", child.Output);
    }

    private static async Task<string> ReceiveAsync(Socket socket)
    {
        var buffer = new byte[256];
        var length = await socket.ReceiveAsync(buffer).WaitAsync(Eventually.Patience);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static bool CanConnect(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<int> ActiveCalls(string path)
    {
        using var client = TestHost.ClientOf(path);
        var metrics = await client.GetStringAsync("/metrics");
        var line = metrics.Split('\n').Single(line => line.StartsWith("interlink_http_requests_active ", StringComparison.Ordinal));
        return int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
