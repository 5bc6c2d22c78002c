using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Hosting.Configuration;
using Interlink.Protocol.Json;
using Interlink.Protocol.Pods;

namespace Interlink.KubernetesSidecar.Configuration;

/// <summary>Options whose text is JSON.</summary>
internal static class JsonKeys
{
    /// <summary>An object; null when absent or empty.</summary>
    public static JsonObject? Object(ConfigReader section, string key) => Parse<JsonObject>(section, key, "a JSON object");

    /// <summary>A list; null when absent or empty.</summary>
    public static JsonArray? Array(ConfigReader section, string key) => Parse<JsonArray>(section, key, "a JSON list");

    /// <summary>A list of texts; null when absent or empty.</summary>
    public static IReadOnlyList<string>? Texts(ConfigReader section, string key)
    {
        if (Array(section, key) is not { } list)
            return null;
        if (list.All(entry => entry?.GetValueKind() == JsonValueKind.String))
            return [.. list.Select(entry => entry!.GetValue<string>())];
        section.Report(key, "must be a JSON list of texts");
        return null;
    }

    /// <summary>A mapping of texts to texts; null when absent or empty.</summary>
    public static IReadOnlyDictionary<string, string>? TextMap(ConfigReader section, string key)
    {
        if (Object(section, key) is not { } map)
            return null;
        if (map.All(pair => pair.Value?.GetValueKind() == JsonValueKind.String))
            return map.ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>(), StringComparer.Ordinal);
        section.Report(key, "must be a JSON object whose values are texts");
        return null;
    }

    private static T? Parse<T>(ConfigReader section, string key, string kind)
        where T : JsonNode
    {
        if (section.GetString(key).Trim() is not { Length: > 0 } text)
            return null;
        try
        {
            switch (JsonDoor.Parse(System.Text.Encoding.UTF8.GetBytes(text)))
            {
                case null:
                    return null;
                case T value:
                    return value;
            }
        }
        catch (PodFormatException)
        {
            // What is in it may be secret: only the kind is told.
        }
        section.Report(key, $"must be {kind}");
        return null;
    }
}
