using System.Net;
using System.Net.Sockets;

namespace Interlink.SshTunnel.Tests.Programs;

/// <summary>The client of <see cref="EchoServer"/>.</summary>
internal static class Echo
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    public static EndPoint Port(int port) => new IPEndPoint(IPAddress.Loopback, port);

    public static EndPoint Socket(string path) => new UnixDomainSocketEndPoint(path);

    /// <summary>Sends bytes, ends its half of the connection, and gives what came back.</summary>
    public static async Task<byte[]> SendAsync(EndPoint place, byte[] content)
    {
        using var limit = new CancellationTokenSource(Soon);
        var unix = place is UnixDomainSocketEndPoint;
        using var socket = new Socket(place.AddressFamily, SocketType.Stream, unix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        await socket.ConnectAsync(place, limit.Token);
        await using var stream = new NetworkStream(socket);
        var sending = SendAllAsync();
        using var received = new MemoryStream();
        await stream.CopyToAsync(received, limit.Token);
        await sending;
        return received.ToArray();

        async Task SendAllAsync()
        {
            await stream.WriteAsync(content, limit.Token);
            socket.Shutdown(SocketShutdown.Send);
        }
    }

    /// <summary>True when a word comes back.</summary>
    public static async Task<bool> WorksAsync(EndPoint place)
    {
        try
        {
            return (await SendAsync(place, "hello"u8.ToArray())).AsSpan().SequenceEqual("hello"u8);
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            return false;
        }
    }
}
