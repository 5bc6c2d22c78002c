using System.Text.Json.Nodes;

namespace Interlink.Protocol.Tests;

/// <summary>
/// Pods as any Go program could encode them: nil slices as null or left out, zero objects, unknown fields, field names in any case.
/// </summary>
internal sealed class GoEncoder(int seed)
{
    private static readonly string[] Texts = ["", "a", "<&>", "ż😀\u2028", "line\nbreak\t\"\\", "$(X)", "\u0001", "true", "null"];

    private readonly Random _random = new(seed);

    /// <summary>A pod and the names of its containers.</summary>
    public JsonObject Pod(out List<string> containers, out Dictionary<string, string> annotations)
    {
        var names = new List<string>();
        var notes = new Dictionary<string, string>();
        for (int i = _random.Next(4); i > 0; i--)
        {
            names.Add($"c{i}");
        }

        for (int i = _random.Next(4); i > 0; i--)
        {
            notes[$"Note/{i}"] = Text();
            notes[$"note/{i}"] = Text();
        }

        (containers, annotations) = (names, notes);
        return Object(
            ("metadata", Object(
                ("name", "pod"),
                ("namespace", "ns"),
                ("uid", "u"),
                ("creationTimestamp", null),
                ("annotations", notes.Count == 0 ? Nothing(new JsonObject()) : Map(notes)))),
            ("spec", Object(
                ("volumes", Nothing(new JsonArray())),
                ("initContainers", Nothing(new JsonArray())),
                ("containers", names.Count == 0 ? Nothing(new JsonArray()) : new JsonArray([.. names.Select(Container)])),
                ("securityContext", Nothing(new JsonObject())),
                ("restartPolicy", _random.Next(2) == 0 ? "Never" : ""))),
            ("status", new JsonObject()));
    }

    private JsonObject Container(string name) => Object(
        ("name", name),
        ("image", Text()),
        ("command", Nothing(new JsonArray())),
        ("args", new JsonArray(Text(), Text())),
        ("env", new JsonArray(Object(("name", "V"), ("value", Text())))),
        ("resources", Object(
            ("limits", new JsonObject { ["cpu"] = _random.Next(2) == 0 ? "1" : 1, ["memory"] = "1Gi" }),
            ("requests", Nothing(new JsonObject())))));

    private static JsonObject Map(Dictionary<string, string> map)
    {
        var json = new JsonObject();
        foreach ((string key, string value) in map)
        {
            json[key] = value;
        }

        return json;
    }

    private JsonObject Object(params (string Name, JsonNode? Value)[] fields)
    {
        var json = new JsonObject();
        _random.Shuffle(fields);
        foreach ((string name, JsonNode? value) in fields)
        {
            if (_random.Next(4) == 0)
            {
                json[$"unknown{json.Count}"] = new JsonObject { ["x"] = new JsonArray(null, 1.50m, Text(), new JsonObject()) };
            }

            // Go leaves an empty field out only if it is told to (omitempty).
            if (value is not null || _random.Next(2) == 0)
            {
                json[Recase(name)] = value;
            }
        }

        return json;
    }

    private string Recase(string name) => _random.Next(3) switch
    {
        0 => new string([.. name.Select(c => _random.Next(2) == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c))]),
        1 => name.ToUpperInvariant(),
        _ => name,
    };

    /// <summary>The ways of Go to encode nothing.</summary>
    private JsonNode? Nothing(JsonNode empty) => _random.Next(2) == 0 ? null : empty;

    private string Text() => Texts[_random.Next(Texts.Length)];
}
