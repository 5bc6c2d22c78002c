using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Interlink.Kubernetes.Fake.Storage;
using Microsoft.AspNetCore.Http;

namespace Interlink.Kubernetes.Fake.Pods;

/// <summary>
/// A port of a pod over a WebSocket: channel 0 is the connection, channel 1 what went wrong; both begin with the port's number in two bytes,
/// the low one first.
/// </summary>
internal static class PortAnswer
{
    public static async Task ServeAsync(HttpContext context, ConcurrentDictionary<int, int> ports)
    {
        if (!context.WebSockets.WebSocketRequestedProtocols.Contains("v4.channel.k8s.io")
            || !ushort.TryParse(context.Request.Query["ports"], NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
        {
            throw new ApiException(400, "BadRequest", "Upgrade request required, for one port");
        }

        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync("v4.channel.k8s.io");
        byte[] number = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(number, port);
        await SendAsync(socket, 0, number, context.RequestAborted);
        await SendAsync(socket, 1, number, context.RequestAborted);
        using var connection = new TcpClient();
        try
        {
            await connection.ConnectAsync(IPAddress.Loopback, ports.GetValueOrDefault(port, port), context.RequestAborted);
        }
        catch (SocketException e)
        {
            await SendAsync(socket, 1, Encoding.UTF8.GetBytes($"an error occurred forwarding port {port}: {e.Message}"), context.RequestAborted);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
            return;
        }

        Task up = UpAsync(socket, connection, context.RequestAborted);
        await DownAsync(socket, connection.GetStream(), context.RequestAborted);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
        await up;
    }

    private static async Task DownAsync(WebSocket socket, NetworkStream from, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, cancellationToken) is > 0 and int length)
            {
                await SendAsync(socket, 0, buffer.AsMemory(0, length), cancellationToken);
            }
        }
        catch (IOException)
        {
            // The connection was cut when the client hung up.
        }
    }

    private static async Task UpAsync(WebSocket socket, TcpClient connection, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[64 * 1024];
        bool first = true;
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken) is { MessageType: not WebSocketMessageType.Close } read)
            {
                int skip = first && read.Count > 0 ? 1 : 0;
                await connection.GetStream().WriteAsync(buffer.AsMemory(skip, read.Count - skip), cancellationToken);
                first = read.EndOfMessage || (first && read.Count == 0);
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException)
        {
            // Either side has hung up.
        }

        connection.Close();
    }

    private static Task SendAsync(WebSocket socket, byte channel, ReadOnlyMemory<byte> piece, CancellationToken cancellationToken) =>
        socket.SendAsync((byte[])[channel, .. piece.Span], WebSocketMessageType.Binary, true, cancellationToken);
}
