using System.Text.Json.Nodes;

namespace Interlink.Templates.Values;

/// <summary>A map with texts as keys.</summary>
/// <param name="Json">What it is read from; null when it is empty.</param>
/// <param name="Element">The type of its values.</param>
internal sealed record GoMap(JsonObject? Json, GoType Element)
{
    public string TypeName => $"map[string]{Element.Name}";

    public int Count => Json?.Count ?? 0;

    /// <summary>In the order Go goes through them.</summary>
    public IReadOnlyList<string> SortedKeys => [.. (Json ?? []).Select(pair => pair.Key).Order(StringComparer.Ordinal)];

    public bool TryFind(string key, out object? value)
    {
        JsonNode? node = null;
        bool found = Json is not null && Json.TryGetPropertyValue(key, out node);
        value = JsonValues.Read(node, Element);
        return found;
    }
}
