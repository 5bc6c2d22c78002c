using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Kubernetes.Resources;

namespace Interlink.Kubernetes.Transport;

/// <summary>Reads the events of a watch: one JSON object a line.</summary>
/// <param name="request">The call, for sentences.</param>
/// <param name="server">The server's address.</param>
/// <param name="silence">After how long without a byte the connection counts as lost.</param>
/// <param name="time">The clock.</param>
internal sealed class WatchBody(ApiRequest request, Uri server, TimeSpan silence, TimeProvider time)
{
    /// <summary>No object of a cluster is larger by far.</summary>
    private const long LongestLine = 64L * 1024 * 1024;

    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 256 };

    /// <exception cref="KubernetesException">The watch broke off, or told an error.</exception>
    public async IAsyncEnumerable<WatchEvent> ReadAsync(Stream body, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PipeReader pipe = PipeReader.Create(body, new StreamPipeReaderOptions(bufferSize: 16 * 1024));
        try
        {
            while (true)
            {
                ReadResult read = await ReadMoreAsync(pipe, cancellationToken).ConfigureAwait(false);
                ReadOnlySequence<byte> buffer = read.Buffer;
                while (buffer.PositionOf((byte)'\n') is { } end)
                {
                    if (EventOf(buffer.Slice(0, end)) is { } told)
                    {
                        yield return told;
                    }

                    buffer = buffer.Slice(buffer.GetPosition(1, end));
                }

                if (read.IsCompleted)
                {
                    // The server ends a watch between events; what is left is a torn one, told again by the next watch.
                    yield break;
                }

                if (buffer.Length > LongestLine)
                {
                    throw Failures.Unreachable(request, server, $"sends an event of more than {LongestLine} bytes.", sent: true);
                }

                pipe.AdvanceTo(buffer.Start, buffer.End);
            }
        }
        finally
        {
            await pipe.CompleteAsync().ConfigureAwait(false);
        }
    }

    private async Task<ReadResult> ReadMoreAsync(PipeReader pipe, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(silence, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await pipe.ReadAsync(linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failures.Unreachable(request, server, $"has said nothing for {silence.TotalSeconds} s.", sent: true);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw Failures.Unreachable(request, server, "broke off the watch: " + e.Message, sent: true, e);
        }
    }

    private WatchEvent? EventOf(ReadOnlySequence<byte> line)
    {
        JsonObject? told;
        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = Depth.MaxDepth });
            told = line.IsEmpty ? null : JsonNode.Parse(ref reader) as JsonObject;
        }
        catch (JsonException e)
        {
            throw Failures.Unreachable(request, server, "sends something else than events.", sent: true, e);
        }

        if (told?["object"] is not JsonObject json || told["type"]?.GetValueKind() != JsonValueKind.String)
        {
            return null;
        }

        // The object is to be free of its frame.
        told.Remove("object");
        return told["type"]!.GetValue<string>() switch
        {
            "ADDED" => new WatchEvent(WatchEventType.Added, json),
            "MODIFIED" => new WatchEvent(WatchEventType.Modified, json),
            "DELETED" => new WatchEvent(WatchEventType.Deleted, json),
            "BOOKMARK" => new WatchEvent(WatchEventType.Bookmark, json),
            "ERROR" => throw Failures.Of(request, server, json),
            _ => null,
        };
    }
}
