using System.Text.Json.Nodes;

namespace Interlink.Templates.Values;

/// <summary>Finds keys as Go's JSON reader does: the exact one, else one that differs only in case.</summary>
internal static class JsonKeys
{
    public static bool TryFind(JsonObject? json, string key, out JsonNode? value)
    {
        value = null;
        if (json is null || json.TryGetPropertyValue(key, out value))
        {
            return json is not null;
        }

        foreach ((string name, JsonNode? node) in json)
        {
            if (name.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                value = node;
                return true;
            }
        }

        return false;
    }
}
