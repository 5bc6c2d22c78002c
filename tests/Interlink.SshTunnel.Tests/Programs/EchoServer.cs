using System.Net;
using System.Net.Sockets;

namespace Interlink.SshTunnel.Tests.Programs;

/// <summary>Sends back what it gets, until the other side has sent all.</summary>
internal sealed class EchoServer : IDisposable
{
    private readonly Socket _socket;

    public EchoServer(EndPoint place)
    {
        var unix = place is UnixDomainSocketEndPoint;
        _socket = new Socket(place.AddressFamily, SocketType.Stream, unix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        _socket.Bind(place);
        _socket.Listen();
        Accepting = AcceptAsync();
    }

    public Task Accepting { get; }

    public static EchoServer AtSocket(string path) => new(new UnixDomainSocketEndPoint(path));

    public static EchoServer AtPort(int port) => new(new IPEndPoint(IPAddress.Loopback, port));

    public void Dispose() => _socket.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = EchoAsync(await _socket.AcceptAsync());
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static async Task EchoAsync(Socket peer)
    {
        try
        {
            await using var stream = new NetworkStream(peer, ownsSocket: true);
            await stream.CopyToAsync(stream);
            peer.Shutdown(SocketShutdown.Send);
        }
        catch (Exception end) when (end is IOException or SocketException)
        {
            // The client or the tunnel has gone.
        }
    }
}
