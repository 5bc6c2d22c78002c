using System.Globalization;
using System.Text.Json.Nodes;

namespace Interlink.Hosting.Configuration;

/// <summary>
/// Reads a configuration file key by key, as tolerant of a value's form as Go's yaml (a port may be a number or a string), and strict
/// about keys: they are case-sensitive, and one nobody asked for is told. Nothing here throws for what the file holds: every problem is
/// collected, so that an operator sees all of them at once. Not safe for use by several threads.
/// </summary>
public sealed partial class ConfigReader
{
    private readonly JsonObject _values;
    private readonly ConfigFindings _findings;
    private readonly ConfigSection _section;

    /// <summary>Reads from values that are already there.</summary>
    /// <param name="values">The keys and their values.</param>
    /// <param name="source">What problems name as their place: the file's path.</param>
    public ConfigReader(JsonObject values, string source)
        : this(values, new ConfigFindings(source), "")
    {
    }

    internal ConfigReader(JsonObject values, ConfigFindings findings, string path)
    {
        _values = values;
        _findings = findings;
        _section = findings.AddSection(values, path);
    }

    /// <summary>
    /// What is wrong in the whole file, one sentence each, in the order found. A program prints them and ends with code 2.
    /// </summary>
    public IReadOnlyList<string> Problems => _findings.Problems;

    /// <summary>
    /// One sentence per key of the whole file that was not asked for until now, with the nearest known key when there is a close one. To be
    /// asked for after everything was read, and logged as warnings.
    /// </summary>
    public IReadOnlyList<string> UnknownKeys => _findings.UnknownKeys();

    /// <summary>The keys of this section that were asked for until now, there or not, in the order of the alphabet.</summary>
    public IReadOnlyList<string> KnownKeys => [.. _section.Known.Order(StringComparer.Ordinal)];

    /// <summary>Where the values come from: the file's path.</summary>
    public string Source => _findings.Source;

    /// <summary>
    /// Reads a YAML file. A file that is missing, unreadable, not YAML or not a mapping becomes one of <see cref="Problems"/>, and
    /// everything reads as absent; an empty file is an empty mapping.
    /// </summary>
    public static ConfigReader Load(string path) => ConfigFile.Load(path);

    /// <summary>True when the key is there with a value that is not null.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>Text, or a scalar of another kind as the text it is written as; null when absent.</summary>
    public string? FindString(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case JsonValue value:
                return ConfigScalar.Text(value);
            default:
                Report(key, "must be a text");
                return null;
        }
    }

    /// <summary>As <see cref="FindString"/>, with what an absent key means.</summary>
    public string GetString(string key, string defaultValue = "") => FindString(key) ?? defaultValue;

    /// <summary>
    /// A YAML 1.1 truth value as Go's yaml takes it, quoted or not: <c>true</c>, <c>yes</c>, <c>on</c>, <c>y</c> and their opposites;
    /// null when absent.
    /// </summary>
    public bool? FindBool(string key)
    {
        if (FindString(key) is not { } text)
        {
            return null;
        }

        var truth = ConfigScalar.Truth(text);
        if (truth is null)
        {
            Report(key, $"must be true or false, not '{text}'");
        }

        return truth;
    }

    /// <summary>As <see cref="FindBool"/>, with what an absent key means.</summary>
    public bool GetBool(string key, bool defaultValue = false) => FindBool(key) ?? defaultValue;

    /// <summary>
    /// A whole number from <paramref name="min"/> to <paramref name="max"/>, written as number or text; null when absent or an empty text.
    /// </summary>
    public long? FindInt(string key, long min = int.MinValue, long max = int.MaxValue)
    {
        if (FindString(key) is not { Length: > 0 } text)
        {
            return null;
        }

        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            Report(key, $"must be a whole number, not '{text}'");
            return null;
        }

        if (number < min || number > max)
        {
            Report(key, $"is {number}; it must be from {min} to {max}");
            return null;
        }

        return number;
    }

    /// <summary>As <see cref="FindInt"/>, with what an absent key means.</summary>
    public int GetInt(string key, int defaultValue, int min = int.MinValue, int max = int.MaxValue) =>
        (int)(FindInt(key, min, max) ?? defaultValue);

    /// <summary>Adds a problem of the caller's own finding, worded like <c>Report("SidecarPort", "must be …")</c>.</summary>
    /// <param name="key">The key it is about.</param>
    /// <param name="problem">The rest of the sentence, without a full stop.</param>
    public void Report(string key, string problem) => _findings.Add(_section.PathOf(key), problem);

    private JsonNode? Find(string key)
    {
        _section.Known.Add(key);
        return _values.TryGetPropertyValue(key, out var value) ? value : null;
    }
}
