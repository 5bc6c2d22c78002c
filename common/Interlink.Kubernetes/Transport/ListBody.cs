using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Kubernetes.Resources;

namespace Interlink.Kubernetes.Transport;

/// <summary>
/// Reads a list object by object while it comes in: what is held is the objects, never the whole answer beside them. The objects of a list
/// come without kind and version; they get those that the list's own name implies.
/// </summary>
internal sealed class ListBody<T>(ResourceType type, Func<JsonObject, T> project)
{
    private readonly List<T> _items = [];
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = 256 });
    private JsonObject? _metadata;
    private string _property = "";
    private bool _inItems;
    private bool _ended;

    /// <exception cref="JsonException">It is no list, or breaks off.</exception>
    public async Task<ObjectList<T>> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        PipeReader pipe = PipeReader.Create(body, new StreamPipeReaderOptions(bufferSize: 64 * 1024, minimumReadSize: 16 * 1024));
        try
        {
            while (!_ended)
            {
                ReadResult read = await pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
                SequencePosition consumed = Consume(read.Buffer, read.IsCompleted);
                if (read.IsCompleted && !_ended)
                {
                    throw new JsonException("the list breaks off.");
                }

                pipe.AdvanceTo(consumed, read.Buffer.End);
            }
        }
        finally
        {
            await pipe.CompleteAsync().ConfigureAwait(false);
        }

        return new ObjectList<T>(
            _items,
            Text("resourceVersion") ?? "",
            Text("continue") is { Length: > 0 } next ? next : null,
            _metadata?["remainingItemCount"] is { } count && long.TryParse(count.ToJsonString(), out long number) ? number : null);
    }

    /// <summary>Takes whole values off the buffer and says how far it came.</summary>
    private SequencePosition Consume(ReadOnlySequence<byte> buffer, bool last)
    {
        var reader = new Utf8JsonReader(buffer, last, _state);
        SequencePosition consumed = buffer.Start;
        while (!_ended)
        {
            Utf8JsonReader ahead = reader;
            if (!ahead.Read())
            {
                break;
            }

            bool isValue = (_inItems && ahead.CurrentDepth == 2 && ahead.TokenType is not JsonTokenType.EndArray)
                || (!_inItems && ahead.CurrentDepth == 1 && ahead.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndObject)
                    && !(_property == "items" && ahead.TokenType == JsonTokenType.StartArray));
            if (isValue)
            {
                Utf8JsonReader whole = ahead;
                if (!whole.TrySkip())
                {
                    break;
                }

                TakeValue(ref ahead);
            }
            else
            {
                TakeToken(ref ahead);
            }

            reader = ahead;
            consumed = reader.Position;
            _state = reader.CurrentState;
        }

        return consumed;
    }

    private void TakeToken(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _property = reader.GetString()!;
                break;
            case JsonTokenType.StartArray when reader.CurrentDepth == 1:
                _inItems = true;
                break;
            case JsonTokenType.EndArray when reader.CurrentDepth == 1:
                _inItems = false;
                break;
            case JsonTokenType.EndObject when reader.CurrentDepth == 0:
                _ended = true;
                break;
            case JsonTokenType.StartObject when reader.CurrentDepth == 0:
                break;
            default:
                throw new JsonException("the answer is no list.");
        }
    }

    private void TakeValue(ref Utf8JsonReader reader)
    {
        if (_inItems)
        {
            JsonObject item = JsonNode.Parse(ref reader) as JsonObject ?? throw new JsonException("an entry of the list is no object.");
            _items.Add(project(WithType(item)));
        }
        else if (_property == "metadata")
        {
            _metadata = JsonNode.Parse(ref reader) as JsonObject;
        }
        else
        {
            // It is known to be whole; Skip would want the whole answer.
            reader.TrySkip();
        }
    }

    private JsonObject WithType(JsonObject item)
    {
        if (!item.ContainsKey("kind"))
        {
            item.Insert(0, "kind", type.Kind);
        }

        if (!item.ContainsKey("apiVersion"))
        {
            item.Insert(0, "apiVersion", type.ApiVersion);
        }

        return item;
    }

    private string? Text(string field) =>
        _metadata?[field] is { } node && node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
