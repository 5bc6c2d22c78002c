using System.Net.WebSockets;
using System.Text;
using Interlink.Kubernetes.Transport;

namespace Interlink.Kubernetes.Streams;

/// <summary>One connection to one port of a pod. Reading and writing may go on at the same time, each by one caller.</summary>
public sealed class PortStream : IAsyncDisposable
{
    private const byte Data = 0;
    private const int PortBytes = 2;
    private readonly WebSocket _socket;
    private readonly ApiRequest _request;
    private readonly Uri _server;
    private readonly ChannelReader _reader;

    // Each channel begins with the port's number.
    private readonly int[] _toSkip = [PortBytes, PortBytes];

    internal PortStream(WebSocket socket, ApiRequest request, Uri server)
    {
        _socket = socket;
        _request = request;
        _server = server;
        _reader = new ChannelReader(socket, request, server);
    }

    internal static IReadOnlyList<string> Protocols { get; } = ["v4.channel.k8s.io"];

    /// <summary>The next piece of what the pod sends, valid until the next call; empty when the pod has ended the connection.</summary>
    /// <exception cref="KubernetesException">The port cannot be reached, or the connection broke.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken)
    {
        while (await _reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } piece)
        {
            if (piece.Channel >= _toSkip.Length)
            {
                continue;
            }

            int skip = Math.Min(_toSkip[piece.Channel], piece.Content.Length);
            _toSkip[piece.Channel] -= skip;
            if (piece.Content.Length == skip)
            {
                continue;
            }

            ReadOnlyMemory<byte> content = piece.Content[skip..];
            return piece.Channel == Data ? content
                : throw Failures.Unreachable(_request, _server, "says: " + Encoding.UTF8.GetString(content.Span), sent: true);
        }

        return default;
    }

    /// <summary>Sends to the pod.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        try
        {
            byte[] message = [Data, .. content.Span];
            await _socket.SendAsync(message, WebSocketMessageType.Binary, true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException or IOException)
        {
            throw Failures.Unreachable(_request, _server, "takes nothing more: " + e.Message, sent: true, e);
        }
    }

    /// <summary>Ends the connection.</summary>
    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
