using System.Text.Json.Nodes;
using Interlink.Protocol.Pods;

namespace Interlink.Protocol.Json;

/// <summary>
/// Reads the fields of one JSON object as Go's encoding/json would: absent and null are the zero value, field names match in any case
/// (the exact one first). A wrong type is a <see cref="PodFormatException"/> that names the field's path.
/// </summary>
internal readonly struct FieldReader(JsonObject? json, string path)
{
    public string PathOf(string field) => path.Length == 0 ? field : path + "." + field;

    /// <summary>The field's value; null when it is absent or null.</summary>
    public JsonNode? Find(string field)
    {
        if (json is null)
        {
            return null;
        }

        if (json.TryGetPropertyValue(field, out JsonNode? exact))
        {
            return exact;
        }

        foreach ((string name, JsonNode? value) in json)
        {
            if (string.Equals(name, field, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    public string? Text(string field) => Find(field) is { } node ? Scalars.Text(node, PathOf(field)) : null;

    public bool? Flag(string field) => Find(field) is { } node ? Scalars.Flag(node, PathOf(field)) : null;

    public long? Int64(string field) => Find(field) is { } node ? Scalars.Int64(node, PathOf(field)) : null;

    public int? Int32(string field)
    {
        long? number = Int64(field);
        return number is null or (>= int.MinValue and <= int.MaxValue)
            ? (int?)number
            : throw new PodFormatException($"{PathOf(field)} must fit in 32 bits.");
    }

    public Quantity? Quantity(string field) => Find(field) is { } node ? Scalars.Quantity(node, PathOf(field)) : null;

    public DateTimeOffset? Time(string field) => Find(field) is { } node ? Scalars.Time(node, PathOf(field)) : null;

    /// <summary>The object in a field; null when it is absent or null.</summary>
    public JsonObject? ObjectOrNull(string field) => Find(field) switch
    {
        null => null,
        JsonObject found => found,
        _ => throw new PodFormatException($"{PathOf(field)} must be an object."),
    };

    /// <summary>A reader of the object in a field; of nothing when the object is absent.</summary>
    public FieldReader Inside(string field) => new(ObjectOrNull(field), PathOf(field));

    /// <summary>The objects of a list; null and absent are an empty list, a null entry is an error.</summary>
    public IReadOnlyList<T> Objects<T>(string field, Func<JsonObject, string, T> read) => Lists.Objects(Find(field), PathOf(field), read);

    public IReadOnlyList<string> Texts(string field) => Lists.Texts(Find(field), PathOf(field));

    public IReadOnlyList<long> Int64s(string field) => Lists.Int64s(Find(field), PathOf(field));

    /// <summary>A map with case-sensitive keys; a null value is the zero value, for which <paramref name="read"/> is not asked.</summary>
    public IReadOnlyDictionary<string, T> Map<T>(string field, Func<JsonNode, string, T> read, T zero)
    {
        if (ObjectOrNull(field) is not { Count: > 0 } found)
        {
            return EmptyMap<T>.Instance;
        }

        var map = new Dictionary<string, T>(found.Count, StringComparer.Ordinal);
        foreach ((string key, JsonNode? value) in found)
        {
            map[key] = value is null ? zero : read(value, $"{PathOf(field)}[\"{key}\"]");
        }

        return map;
    }

    private static class EmptyMap<T>
    {
        public static readonly IReadOnlyDictionary<string, T> Instance = new Dictionary<string, T>();
    }
}
