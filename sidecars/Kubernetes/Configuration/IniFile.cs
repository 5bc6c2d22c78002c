using System.Text.Json.Nodes;

namespace Interlink.KubernetesSidecar.Configuration;

/// <summary>
/// An INI text as Python's <c>ConfigParser</c> reads it: <c>[section]</c>, <c>key = value</c> or <c>key: value</c>, comments on lines of
/// their own that begin with <c>#</c> or <c>;</c>, indented lines that go on with the value before, keys without regard to case,
/// <c>[DEFAULT]</c> for all sections, and <c>%(key)s</c> for another value of the section.
/// </summary>
internal static class IniFile
{
    private const string DefaultSection = "DEFAULT";

    /// <summary>Reads a text; the result maps sections to keys to texts.</summary>
    /// <param name="text">The file's content.</param>
    /// <param name="problems">Gets a sentence for each line that cannot be understood, without the line's text, which may be secret.</param>
    public static JsonObject Parse(string text, List<string> problems)
    {
        var sections = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        Dictionary<string, string>? section = null;
        string? key = null;
        var number = 0;
        foreach (var line in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            var content = line.Trim();
            if (content.Length == 0 || content[0] is '#' or ';')
                continue;
            if (char.IsWhiteSpace(line[0]) && section is not null && key is not null)
                section[key] += "\n" + content;
            else if (content[0] == '[')
                (section, key) = (Section(content, number, sections, problems), null);
            else
                key = Add(content, number, section, problems);
        }
        return Resolve(sections, problems);
    }

    private static Dictionary<string, string>? Section(
        string line, int number, Dictionary<string, Dictionary<string, string>> sections, List<string> problems)
    {
        var end = line.IndexOf(']', StringComparison.Ordinal);
        if (end < 2)
        {
            problems.Add($"line {number} begins a section without a name: write [name]");
            return null;
        }
        var name = line[1..end];
        var section = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!sections.TryAdd(name, section))
            problems.Add($"line {number} begins the section [{name}] a second time: put its keys together");
        return section;
    }

    private static string? Add(string line, int number, Dictionary<string, string>? section, List<string> problems)
    {
        var separator = line.AsSpan().IndexOfAny('=', ':');
        if (section is null)
        {
            problems.Add($"line {number} stands before any section: begin with a line such as [app]");
            return null;
        }
        if (separator <= 0)
        {
            problems.Add($"line {number} is neither a section, a comment nor key=value");
            return null;
        }
        var key = line[..separator].TrimEnd().ToLowerInvariant();
        if (!section.TryAdd(key, line[(separator + 1)..].Trim()))
            problems.Add($"line {number} sets {key} a second time in its section");
        return key;
    }

    private static JsonObject Resolve(Dictionary<string, Dictionary<string, string>> sections, List<string> problems)
    {
        var defaults = sections.GetValueOrDefault(DefaultSection) ?? [];
        var result = new JsonObject();
        foreach (var (name, own) in sections.Where(section => section.Key != DefaultSection))
        {
            var values = new Dictionary<string, string>(defaults, StringComparer.Ordinal);
            foreach (var (key, value) in own)
                values[key] = value;
            result[name] = new JsonObject(values.Select(pair =>
                KeyValuePair.Create(pair.Key, (JsonNode?)IniInterpolation.Expand($"{name}.{pair.Key}", pair.Value, values, problems))));
        }
        return result;
    }
}
