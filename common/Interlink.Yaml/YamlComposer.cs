using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Interlink.Yaml;

/// <summary>Builds JSON from the parser's events.</summary>
internal sealed class YamlComposer(IParser parser, string source)
{
    private const int MaxDepth = 64;
    private const int MaxValues = 100_000;

    private readonly Dictionary<AnchorName, JsonNode?> _anchors = [];
    private readonly HashSet<AnchorName> _open = [];
    private int _depth;
    private int _values;

    /// <summary>Reads the value that begins with the parser's next event.</summary>
    public JsonNode? Read()
    {
        ParsingEvent start = parser.Consume<ParsingEvent>();
        Count(start, 1);
        if (start is AnchorAlias alias)
        {
            return Resolve(alias);
        }

        var node = (NodeEvent)start;
        CheckDepth(node, ++_depth);

        if (!node.Anchor.IsEmpty)
        {
            _anchors.Remove(node.Anchor);
            _open.Add(node.Anchor);
        }

        JsonNode? value = node switch
        {
            Scalar scalar => YamlScalar.Read(scalar, problem => At(scalar, problem)),
            SequenceStart => ReadSequence(),
            MappingStart mapping => ReadMapping(mapping),
            _ => throw At(node, "a value was expected"),
        };
        if (!node.Anchor.IsEmpty)
        {
            _open.Remove(node.Anchor);
            _anchors[node.Anchor] = value;
        }

        _depth--;
        return value;
    }

    private JsonArray ReadSequence()
    {
        var sequence = new JsonArray();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            sequence.Add(Read());
        }

        return sequence;
    }

    private JsonObject ReadMapping(MappingStart start)
    {
        var mapping = new JsonObject();
        List<(JsonNode? Value, ParsingEvent At)> merges = [];
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out Scalar? key))
            {
                throw At(parser.Current ?? start, "a key must be a plain word or a string");
            }

            if (key is { Value: "<<", Style: ScalarStyle.Plain })
            {
                ParsingEvent place = parser.Current ?? key;
                merges.Add((Read(), place));
            }
            else if (mapping.ContainsKey(key.Value))
            {
                throw At(key, $"the key \"{key.Value}\" stands here a second time");
            }
            else
            {
                mapping.Add(key.Value, Read());
            }
        }

        foreach ((JsonNode? value, ParsingEvent place) in merges)
        {
            Merge(mapping, value, place);
        }

        return mapping;
    }

    /// <summary>Adds keys that are not there yet: the mapping's own win, then those of earlier merges.</summary>
    private void Merge(JsonObject mapping, JsonNode? merged, ParsingEvent place)
    {
        IEnumerable<JsonNode?> sources = merged is JsonArray several ? several : [merged];
        foreach (JsonNode? one in sources)
        {
            if (one is not JsonObject from)
            {
                throw At(place, "a merge key (<<) takes a mapping or a list of mappings");
            }

            foreach ((string key, JsonNode? value) in from)
            {
                if (!mapping.ContainsKey(key))
                {
                    mapping.Add(key, Copy(value, place));
                }
            }
        }
    }

    private JsonNode? Resolve(AnchorAlias alias)
    {
        if (_open.Contains(alias.Value))
        {
            throw At(alias, $"the alias \"*{alias.Value}\" stands inside of what it names");
        }

        return _anchors.TryGetValue(alias.Value, out JsonNode? value)
            ? Copy(value, alias)
            : throw At(alias, $"the alias \"*{alias.Value}\" names no anchor before it");
    }

    private JsonNode? Copy(JsonNode? value, ParsingEvent place)
    {
        // Counted before it is copied: nested aliases can make a small file very large.
        Count(place, Size(value));
        CheckDepth(place, _depth + Height(value));
        return value?.DeepClone();
    }

    private static int Size(JsonNode? value) => value switch
    {
        JsonObject mapping => 1 + mapping.Sum(entry => Size(entry.Value)),
        JsonArray sequence => 1 + sequence.Sum(Size),
        _ => 1,
    };

    private static int Height(JsonNode? value) => 1 + (value switch
    {
        JsonObject { Count: > 0 } mapping => mapping.Max(entry => Height(entry.Value)),
        JsonArray { Count: > 0 } sequence => sequence.Max(Height),
        _ => 0,
    });

    private void CheckDepth(ParsingEvent place, int depth)
    {
        if (depth > MaxDepth)
        {
            throw At(place, $"the document is nested more than {MaxDepth} levels deep");
        }
    }

    private void Count(ParsingEvent place, int more)
    {
        _values += more;
        if (_values > MaxValues)
        {
            throw At(place, $"the document has more than {MaxValues} values, counting those its aliases repeat");
        }
    }

    private YamlFormatException At(ParsingEvent place, string problem) => new(source, place.Start.Line, place.Start.Column, problem);
}
