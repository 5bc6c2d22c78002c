using System.Globalization;
using System.Text.Json.Nodes;

namespace Interlink.Hosting.Configuration;

/// <content>Values that hold other values.</content>
public sealed partial class ConfigReader
{
    /// <summary>A list of texts; a single text counts as a list of one, entries that are null are left out. Null when absent.</summary>
    public IReadOnlyList<string>? FindStringList(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case JsonValue value:
                return [ConfigScalar.Text(value)];
            case JsonArray array when array.All(entry => entry is null or JsonValue):
                return [.. array.OfType<JsonValue>().Select(ConfigScalar.Text)];
            default:
                Report(key, "must be a list of texts");
                return null;
        }
    }

    /// <summary>As <see cref="FindStringList"/>, with what an absent key means (nothing: an empty list).</summary>
    public IReadOnlyList<string> GetStringList(string key, IReadOnlyList<string>? defaultValue = null) =>
        FindStringList(key) ?? defaultValue ?? [];

    /// <summary>The keys below a key. Absent, it is a section in which everything is absent; see <see cref="Has"/>.</summary>
    public ConfigReader GetSection(string key)
    {
        var value = Find(key);
        if (value is not (null or JsonObject))
        {
            Report(key, "must hold keys of its own");
        }

        return Below(value as JsonObject, key);
    }

    /// <summary>A mapping from names that the user chose to sections, in the order written; empty when absent.</summary>
    public IReadOnlyList<KeyValuePair<string, ConfigReader>> GetMap(string key)
    {
        var map = new List<KeyValuePair<string, ConfigReader>>();
        switch (Find(key))
        {
            case null:
                break;
            case JsonObject values:
                foreach (var (name, value) in values)
                {
                    if (value is not (null or JsonObject))
                    {
                        Report($"{key}.{name}", "must hold keys of its own");
                        continue;
                    }

                    map.Add(new(name, Below(value as JsonObject, $"{key}.{name}")));
                }

                break;
            default:
                Report(key, "must map names to keys of their own");
                break;
        }

        return map;
    }

    /// <summary>A mapping from names that the user chose to texts, in the order written; empty when absent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> GetStringMap(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case JsonObject values when values.All(pair => pair.Value is null or JsonValue):
                return [.. values.Select(pair => new KeyValuePair<string, string>(pair.Key, ConfigScalar.Text(pair.Value as JsonValue)))];
            default:
                Report(key, "must map names to texts");
                return [];
        }
    }

    /// <summary>A list of sections; empty when absent.</summary>
    public IReadOnlyList<ConfigReader> GetSections(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case JsonArray array when array.All(entry => entry is JsonObject):
                return [.. array.Select((entry, i) => Below((JsonObject)entry!, $"{key}[{i.ToString(CultureInfo.InvariantCulture)}]"))];
            default:
                Report(key, "must be a list whose entries hold keys of their own");
                return [];
        }
    }

    private ConfigReader Below(JsonObject? values, string key) => new(values ?? [], _findings, _section.PathOf(key));
}
