using System.Net.WebSockets;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Interlink.Kubernetes.Fake.Serving;
using Interlink.Kubernetes.Fake.Storage;
using Microsoft.AspNetCore.Http;

namespace Interlink.Kubernetes.Fake.Pods;

/// <summary>
/// The channels of a command over a WebSocket: the first byte of a message is the channel (0 input, 1 output, 2 error output, 3 the end,
/// 4 the terminal's size, 255 the end of another channel).
/// </summary>
internal static class CommandChannels
{
    public static async Task RunAsync(
        WebSocket socket, HttpContext context, ApiTarget target, string container, Func<ContainerCommand, CancellationToken, Task<int>> run)
    {
        using var sending = new SemaphoreSlim(1);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        Channel<byte[]> input = Channel.CreateUnbounded<byte[]>();
        Channel<(int, int)> sizes = Channel.CreateUnbounded<(int, int)>();
        IQueryCollection query = context.Request.Query;
        if (query["stdin"] is not ["true" or "1"])
        {
            input.Writer.TryComplete();
        }

        var command = new ContainerCommand
        {
            Namespace = target.Namespace,
            Pod = target.Name!,
            Container = container,
            Arguments = [.. query["command"].Select(word => word!)],
            Terminal = query["tty"] is ["true" or "1"],
            Input = input.Reader,
            Sizes = sizes.Reader,
            Output = piece => SendAsync(1, piece),
            Error = piece => SendAsync(2, piece),
        };
        Task receiving = ReceiveAsync(socket, input.Writer, sizes.Writer, gone);
        JsonObject end;
        try
        {
            end = End(await run(command, gone.Token));
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (Exception e)
        {
            end = new ApiException(500, "InternalError", e.Message).ToStatus();
        }

        await SendAsync(3, System.Text.Encoding.UTF8.GetBytes(end.ToJsonString()));
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, gone.Token);
        await receiving;

        async Task SendAsync(byte channel, ReadOnlyMemory<byte> piece)
        {
            byte[] message = [channel, .. piece.Span];
            await sending.WaitAsync(gone.Token);
            try
            {
                await socket.SendAsync(message, WebSocketMessageType.Binary, true, gone.Token);
            }
            finally
            {
                sending.Release();
            }
        }
    }

    private static async Task ReceiveAsync(
        WebSocket socket, ChannelWriter<byte[]> input, ChannelWriter<(int, int)> sizes, CancellationTokenSource gone)
    {
        byte[] buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                message.SetLength(0);
                ValueWebSocketReceiveResult read;
                do
                {
                    read = await socket.ReceiveAsync(buffer.AsMemory(), gone.Token);
                    message.Write(buffer.AsSpan(0, read.Count));
                }
                while (!read.EndOfMessage);

                if (read.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                Take(message.GetBuffer().AsSpan(0, (int)message.Length), input, sizes);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The client has hung up.
        }

        input.TryComplete();
        await gone.CancelAsync();
    }

    private static void Take(ReadOnlySpan<byte> message, ChannelWriter<byte[]> input, ChannelWriter<(int, int)> sizes)
    {
        if (message is [0, .. var piece])
        {
            input.TryWrite(piece.ToArray());
        }
        else if (message is [4, .. var size] && JsonNode.Parse(size) is JsonObject json)
        {
            sizes.TryWrite(((int)(json.Number("Width") ?? 0), (int)(json.Number("Height") ?? 0)));
        }
        else if (message is [255, 0])
        {
            input.TryComplete();
        }
    }

    private static JsonObject End(int code)
    {
        var status = new JsonObject { ["metadata"] = new JsonObject(), ["status"] = code == 0 ? "Success" : "Failure" };
        if (code != 0)
        {
            status["message"] = $"command terminated with non-zero exit code: exit status {code}";
            status["reason"] = "NonZeroExitCode";
            status["details"] = new JsonObject
            {
                ["causes"] = new JsonArray(new JsonObject { ["reason"] = "ExitCode", ["message"] = $"{code}" }),
            };
        }

        return status;
    }
}
