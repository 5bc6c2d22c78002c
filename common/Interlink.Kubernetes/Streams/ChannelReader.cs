using System.Net.WebSockets;
using Interlink.Kubernetes.Transport;

namespace Interlink.Kubernetes.Streams;

/// <summary>Takes messages apart: their first byte is the channel.</summary>
/// <param name="socket">Where they come from.</param>
/// <param name="request">The call, for sentences.</param>
/// <param name="server">The server's address.</param>
internal sealed class ChannelReader(WebSocket socket, ApiRequest request, Uri server)
{
    private const int LongestEnd = 1024 * 1024;
    private readonly byte[] _buffer = new byte[32 * 1024];
    private byte? _channel;

    /// <summary>A piece of a message; null when the other side has hung up.</summary>
    public async Task<(byte Channel, ReadOnlyMemory<byte> Content, bool Last)?> ReadAsync(CancellationToken cancellationToken)
    {
        ValueWebSocketReceiveResult read;
        try
        {
            do
            {
                read = await socket.ReceiveAsync(_buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
            }
            while (read is { Count: 0, MessageType: not WebSocketMessageType.Close } && (_channel is null || !read.EndOfMessage));
        }
        catch (Exception e) when (e is WebSocketException or IOException or InvalidOperationException)
        {
            throw Failures.Unreachable(request, server, "broke off the connection: " + e.Message, sent: true, e);
        }

        if (read.MessageType == WebSocketMessageType.Close)
        {
            return null;
        }

        int start = _channel is null ? 1 : 0;
        byte channel = _channel ?? _buffer[0];
        _channel = read.EndOfMessage ? null : channel;
        return (channel, _buffer.AsMemory(start, read.Count - start), read.EndOfMessage);
    }

    /// <summary>The whole message that a piece begins.</summary>
    public async Task<byte[]> WholeAsync((byte Channel, ReadOnlyMemory<byte> Content, bool Last) first, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        (byte Channel, ReadOnlyMemory<byte> Content, bool Last)? piece = first;
        while (piece is { } part)
        {
            whole.Write(part.Content.Span);
            if (part.Last || whole.Length > LongestEnd)
            {
                break;
            }

            piece = await ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        return whole.ToArray();
    }
}
