using System.Net.Sockets;

namespace Interlink.Hosting.Listening;

/// <summary>
/// Has the kernel ask over an idle TCP connection whether the peer is still there (TCP keep-alive): a machine that loses its power or its network
/// says nothing, and whoever follows a log on it would be served for ever. A peer that is gone is noticed within 90 s.
/// </summary>
public static class PeerWatch
{
    private const int IdleSeconds = 30;
    private const int SecondsBetween = 15;
    private const int MostUnanswered = 4;

    /// <summary>Begins to ask; what a listening socket accepts inherits it.</summary>
    /// <param name="socket">A TCP socket, connected or not.</param>
    /// <exception cref="SocketException">It is no TCP socket.</exception>
    public static void Begin(Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, IdleSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, SecondsBetween);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, MostUnanswered);
    }
}
