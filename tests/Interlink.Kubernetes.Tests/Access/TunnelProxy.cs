using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Interlink.Kubernetes.Tests.Access;

/// <summary>A proxy that makes tunnels (<c>CONNECT</c>) and knows nothing else.</summary>
internal sealed class TunnelProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<Task> _tunnels = [];
    private readonly Task _accepting;

    public TunnelProxy()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Only who brings these (<c>user:password</c>) gets a tunnel; null lets everybody.</summary>
    public string? Credentials { get; init; }

    /// <summary>Nobody gets a tunnel.</summary>
    public bool Refuses { get; init; }

    /// <summary>Where tunnels led to, as the clients wrote it.</summary>
    public ConcurrentQueue<string> Targets { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await Assert.ThrowsAnyAsync<Exception>(() => _accepting);
        await Task.WhenAll(_tunnels).Soon();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            _tunnels.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                while (await HeadAsync(stream) is { Count: > 0 } head && !await AnswerAsync(stream, head))
                {
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
            {
                // One of the two sides has hung up.
            }
        }
    }

    /// <summary>True when there was a tunnel, which has ended.</summary>
    private async Task<bool> AnswerAsync(NetworkStream stream, List<string> head)
    {
        string target = head[0].Split(' ') is ["CONNECT", var asked, _] ? asked : throw new IOException("No tunnel is asked for.");
        if (Refuses)
        {
            await SayAsync(stream, "403 Forbidden", "Content-Length: 0");
            return false;
        }

        string wanted = "Proxy-Authorization: Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Credentials ?? ""));
        if (Credentials is not null && !head.Contains(wanted))
        {
            await SayAsync(stream, "407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0");
            return false;
        }

        Targets.Enqueue(target);
        using var server = new TcpClient();
        await server.ConnectAsync(IPEndPoint.Parse(target), _end.Token);
        await SayAsync(stream, "200 Connection established", "Via: 1.1 test");
        await Task.WhenAny(stream.CopyToAsync(server.GetStream(), _end.Token), server.GetStream().CopyToAsync(stream, _end.Token));
        return true;
    }

    private async Task<List<string>> HeadAsync(NetworkStream stream)
    {
        List<string> lines = [];
        var line = new StringBuilder();
        byte[] one = new byte[1];
        while (await stream.ReadAsync(one, _end.Token) > 0)
        {
            line.Append((char)one[0]);
            if (one[0] != '\n')
            {
                continue;
            }

            if (line.ToString() == "\r\n")
            {
                break;
            }

            lines.Add(line.ToString().TrimEnd());
            line.Clear();
        }

        return lines;
    }

    private Task SayAsync(NetworkStream stream, string status, string headers) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{headers}\r\n\r\n"), _end.Token).AsTask();
}
