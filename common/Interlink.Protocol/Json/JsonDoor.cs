using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Interlink.Protocol.Pods;

namespace Interlink.Protocol.Json;

/// <summary>
/// Where documents from peers come in. System.Text.Json finds duplicate keys and broken strings only when somebody touches them; one pass
/// here
/// finds them at once, so that nothing behind the door has to expect them.
/// </summary>
internal static class JsonDoor
{
    /// <summary>Objects and lists inside each other; Kubernetes objects have about ten levels, managed fields some more.</summary>
    public const int MaxDepth = 128;

    /// <summary>Parses a document; the JSON text <c>null</c> is null.</summary>
    /// <exception cref="PodFormatException">It is empty, malformed, nested too deeply, no valid text, or has a duplicate key.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> document)
    {
        Check(document);
        return JsonNode.Parse(document, documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth });
    }

    /// <summary>Checks a document without making anything of it.</summary>
    public static void Check(ReadOnlySpan<byte> document)
    {
        if (!Utf8.IsValid(document))
        {
            throw new PodFormatException("The document is not valid UTF-8.");
        }

        var reader = new Utf8JsonReader(document, new JsonReaderOptions { MaxDepth = MaxDepth + 1 });
        var names = new NameSet();
        try
        {
            while (reader.Read())
            {
                Visit(ref reader, document, names);
            }
        }
        catch (JsonException e)
        {
            throw Malformed(document, e);
        }
    }

    private static void Visit(ref Utf8JsonReader reader, ReadOnlySpan<byte> document, NameSet names)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray when reader.CurrentDepth >= MaxDepth:
                throw new PodFormatException($"The JSON is nested more than {MaxDepth} levels deep{At(document, reader.TokenStartIndex)}.");
            case JsonTokenType.StartObject:
                names.Enter();
                break;
            case JsonTokenType.EndObject:
                names.Leave();
                break;
            case JsonTokenType.PropertyName:
                CheckEscapes(in reader, document);
                if (!names.Add(in reader, document))
                {
                    string key = Shorten(reader.GetString()!);
                    throw new PodFormatException(
                        $"The JSON has the key \"{key}\" twice in one object{At(document, reader.TokenStartIndex)}.");
                }

                break;
            case JsonTokenType.String:
                CheckEscapes(in reader, document);
                break;
        }
    }

    /// <summary>Half of a surrogate pair is no text: System.Text.Json would throw when somebody reads it.</summary>
    private static void CheckEscapes(in Utf8JsonReader reader, ReadOnlySpan<byte> document)
    {
        if (!reader.ValueIsEscaped || !MayHoldSurrogate(reader.ValueSpan))
        {
            return;
        }

        try
        {
            reader.GetString();
        }
        catch (InvalidOperationException e)
        {
            throw new PodFormatException($"The JSON has a string that is not valid Unicode{At(document, reader.TokenStartIndex)}.", e);
        }
    }

    private static bool MayHoldSurrogate(ReadOnlySpan<byte> value) =>
        value.IndexOf("\\ud"u8) >= 0 || value.IndexOf("\\uD"u8) >= 0;

    private static PodFormatException Malformed(ReadOnlySpan<byte> document, JsonException e)
    {
        if (document.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return new PodFormatException("The document is empty; JSON was expected.", e);
        }

        return new PodFormatException($"The document is not valid JSON{At(e.LineNumber, e.BytePositionInLine)}.", e);
    }

    private static string At(ReadOnlySpan<byte> document, long index)
    {
        ReadOnlySpan<byte> before = document[..(int)index];
        return At(before.Count((byte)'\n'), index - (before.LastIndexOf((byte)'\n') + 1));
    }

    private static string At(long? line, long? position) => $" at line {line + 1}, byte {position + 1}";

    private static string Shorten(string key) => key.Length <= 64 ? key : string.Concat(key.AsSpan(0, 64), "…");
}
