using System.Text.Json.Nodes;

namespace Interlink.Hosting.Configuration;

/// <summary>One mapping of a file and the keys that were asked of it.</summary>
internal sealed class ConfigSection(JsonObject values, string path)
{
    public HashSet<string> Known { get; } = new(StringComparer.Ordinal);

    public string PathOf(string key) => path.Length == 0 ? key : $"{path}.{key}";

    public IEnumerable<string> Unknown() => values.Select(pair => pair.Key).Where(key => !Known.Contains(key));
}
