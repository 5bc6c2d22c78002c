namespace Interlink.Hosting;

/// <summary>
/// A command line as Go's package <c>flag</c> reads it: one dash or two, <c>-name=value</c> or <c>-name value</c>; a truth value only
/// after <c>=</c>; the first word that is no flag, or <c>--</c>, ends the flags, and the rest is ignored.
/// </summary>
public sealed class GoFlags
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _truths;
    private readonly HashSet<string> _texts;

    private GoFlags(IEnumerable<string> truths, IEnumerable<string> texts)
    {
        _truths = [.. truths];
        _texts = [.. texts];
    }

    /// <summary>What is wrong, one sentence; null when nothing is. A Go program then ends with code 2.</summary>
    public string? Problem { get; private set; }

    /// <summary>True when <c>-h</c> or <c>-help</c> was met; a Go program then prints its flags and ends with code 0.</summary>
    public bool HelpAsked { get; private set; }

    /// <summary>Reads a command line.</summary>
    /// <param name="words">The program's arguments.</param>
    /// <param name="truths">The names of flags that are true or false.</param>
    /// <param name="texts">The names of flags with a value.</param>
    public static GoFlags Parse(IReadOnlyList<string> words, IEnumerable<string> truths, IEnumerable<string> texts)
    {
        var flags = new GoFlags(truths, texts);
        flags.Read(words);
        return flags;
    }

    /// <summary>The value of a flag; null when it was not given. The last one counts.</summary>
    /// <param name="name">The name without dashes.</param>
    public string? Text(string name) => _values.GetValueOrDefault(name);

    /// <summary>True when the flag was given and is not false.</summary>
    /// <param name="name">The name without dashes.</param>
    public bool IsSet(string name) => _values.GetValueOrDefault(name) is { } value && ParseBool(value, out var truth) && truth;

    private void Read(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count && Problem is null && !HelpAsked; i++)
        {
            var word = words[i];
            if (word.Length < 2 || word[0] != '-' || word == "--")
            {
                return;
            }

            var flag = word.StartsWith("--", StringComparison.Ordinal) ? word[2..] : word[1..];
            var equals = flag.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? flag : flag[..equals];
            var value = equals < 0 ? null : flag[(equals + 1)..];
            if (_truths.Contains(name))
            {
                ReadTruth(name, value ?? "true");
            }
            else if (!_texts.Contains(name))
            {
                Refuse(name, word);
            }
            else if (value is not null || ++i < words.Count)
            {
                _values[name] = value ?? words[i];
            }
            else
            {
                Problem = $"The flag -{name} needs a value.";
            }
        }
    }

    private void ReadTruth(string name, string value)
    {
        _values[name] = value;
        if (!ParseBool(value, out _))
        {
            Problem = $"The flag -{name} must be true or false, not '{value}'.";
        }
    }

    private void Refuse(string name, string word)
    {
        if (name is "h" or "help")
        {
            HelpAsked = true;
            return;
        }

        Problem = $"There is no flag '{word}'; there are: {string.Join(", ", _texts.Concat(_truths).Order(StringComparer.Ordinal).Select(flag => "-" + flag))}.";
    }

    private static bool ParseBool(string text, out bool truth)
    {
        truth = text is "1" or "t" or "T" or "true" or "TRUE" or "True";
        return truth || text is "0" or "f" or "F" or "false" or "FALSE" or "False";
    }
}
