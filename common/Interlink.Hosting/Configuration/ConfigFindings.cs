using System.Text.Json.Nodes;

namespace Interlink.Hosting.Configuration;

/// <summary>What the readers of one file found: shared by the sections.</summary>
internal sealed class ConfigFindings(string source)
{
    private readonly List<string> _problems = [];
    private readonly OrderedDictionary<string, ConfigSection> _sections = new(StringComparer.Ordinal);

    public string Source { get; } = source;

    public IReadOnlyList<string> Problems => _problems;

    public ConfigSection AddSection(JsonObject values, string path)
    {
        // A section may be read from several places; what one of them knows is known.
        if (!_sections.TryGetValue(path, out var section))
        {
            section = new ConfigSection(values, path);
            _sections.Add(path, section);
        }

        return section;
    }

    public void Add(string keyPath, string problem) => Add($"{Source}: {keyPath} {problem}.");

    /// <summary>A key may be read twice, its problem is told once.</summary>
    public void Add(string sentence)
    {
        if (!_problems.Contains(sentence))
        {
            _problems.Add(sentence);
        }
    }

    public IReadOnlyList<string> UnknownKeys() => [.. _sections.Values.SelectMany(Unknown)];

    private IEnumerable<string> Unknown(ConfigSection section) =>
        from key in section.Unknown()
        let near = NearestKey.Find(key, section.Known)
        select $"{Source}: {section.PathOf(key)} is not a known key and is ignored{Hint(key, near)}";

    private static string Hint(string key, string? near)
    {
        if (near is null)
        {
            return ".";
        }

        return near.Equals(key, StringComparison.OrdinalIgnoreCase)
            ? $": keys are case-sensitive, write {near}."
            : $": did you mean {near}?";
    }
}
