using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Interlink.Kubernetes.Transport;

namespace Interlink.Kubernetes.Streams;

/// <summary>
/// A command in a container, over a WebSocket: the first byte of each message says which channel it belongs to. Disposing it hangs up; what
/// becomes of the command then is the node's affair.
/// </summary>
public sealed class ContainerStreams : IAsyncDisposable
{
    /// <summary>Servers limit the size of a message.</summary>
    private const int LongestPiece = 32 * 1024;

    private const string Newest = "v5.channel.k8s.io";
    private readonly WebSocket _socket;
    private readonly ApiRequest _request;
    private readonly Uri _server;
    private readonly SemaphoreSlim _sending = new(1);

    internal ContainerStreams(WebSocket socket, ApiRequest request, Uri server)
    {
        _socket = socket;
        _request = request;
        _server = server;
    }

    private enum Channel : byte
    {
        Input = 0,
        Output = 1,
        Error = 2,
        End = 3,
        Size = 4,
        Close = 255,
    }

    internal static IReadOnlyList<string> Protocols { get; } = [Newest, "v4.channel.k8s.io"];

    /// <summary>True when the server can be told the end of the input while the output goes on.</summary>
    public bool CanEndInput => _socket.SubProtocol == Newest;

    /// <summary>Reads until the command has ended.</summary>
    /// <param name="output">Is given what the command writes, piece by piece.</param>
    /// <param name="error">Is given what it writes as errors; never called with a terminal.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The exit code; 0 for an attach that was ended by the other side.</returns>
    /// <exception cref="KubernetesException">The command could not be run, or its connection broke.</exception>
    public async Task<int> ReadAsync(
        Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> output,
        Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> error,
        CancellationToken cancellationToken)
    {
        var reader = new ChannelReader(_socket, _request, _server);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } piece)
        {
            switch ((Channel)piece.Channel)
            {
                case Channel.Output:
                    await output(piece.Content, cancellationToken).ConfigureAwait(false);
                    break;
                case Channel.Error:
                    await error(piece.Content, cancellationToken).ConfigureAwait(false);
                    break;
                case Channel.End:
                    byte[] end = await reader.WholeAsync(piece, cancellationToken).ConfigureAwait(false);
                    return CodeOf(end);
                default:
                    break;
            }
        }

        throw Failures.Unreachable(_request, _server, "hung up before the command had ended.", sent: true);
    }

    /// <summary>Sends input.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        for (ReadOnlyMemory<byte> rest = input; !rest.IsEmpty; rest = rest[Math.Min(rest.Length, LongestPiece)..])
        {
            await SendAsync(Channel.Input, rest[..Math.Min(rest.Length, LongestPiece)], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Tells the end of the input; false when the server has no word for it: then only disposing ends the input.</summary>
    public async Task<bool> EndInputAsync(CancellationToken cancellationToken)
    {
        if (CanEndInput)
        {
            await SendAsync(Channel.Close, new[] { (byte)Channel.Input }, cancellationToken).ConfigureAwait(false);
        }

        return CanEndInput;
    }

    /// <summary>Tells the size of the terminal, in characters.</summary>
    public Task ResizeAsync(int width, int height, CancellationToken cancellationToken) => SendAsync(
        Channel.Size,
        Encoding.UTF8.GetBytes(new JsonObject { ["Width"] = width, ["Height"] = height }.ToJsonString()),
        cancellationToken);

    /// <summary>Hangs up.</summary>
    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _sending.Dispose();
        return ValueTask.CompletedTask;
    }

    private int CodeOf(byte[] end)
    {
        if (CommandEnd.Parse(end) is not { } status)
        {
            throw Failures.Unreachable(_request, _server, "sends something else than how the command ended.", sent: true);
        }

        return CommandEnd.CodeOf(status) ?? throw Failures.Of(_request, _server, status);
    }

    private async Task SendAsync(Channel channel, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        byte[] message = [(byte)channel, .. content.Span];
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Binary, true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException or IOException)
        {
            throw Failures.Unreachable(_request, _server, "takes no more input: " + e.Message, sent: true, e);
        }
        finally
        {
            _sending.Release();
        }
    }
}
