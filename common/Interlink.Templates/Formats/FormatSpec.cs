namespace Interlink.Templates.Formats;

/// <summary>What stands between <c>%</c> and the verb.</summary>
internal readonly record struct FormatSpec
{
    /// <summary>The verb: <c>s</c>, <c>d</c> ….</summary>
    public char Verb { get; init; }

    /// <summary><c>+</c>: always a sign; with q only ASCII.</summary>
    public bool Plus { get; init; }

    /// <summary><c>-</c>: blanks at the right.</summary>
    public bool Minus { get; init; }

    /// <summary><c>#</c>: the other form.</summary>
    public bool Sharp { get; init; }

    /// <summary>A blank where a sign would be.</summary>
    public bool Space { get; init; }

    /// <summary><c>0</c>: zeros in place of blanks.</summary>
    public bool Zero { get; init; }

    /// <summary>The least number of characters.</summary>
    public int? Width { get; init; }

    /// <summary>Digits, or the most characters of a text.</summary>
    public int? Precision { get; init; }

    /// <summary>Fills up to the width.</summary>
    public string Pad(string text)
    {
        int missing = (Width ?? 0) - text.EnumerateRunes().Count();
        return missing <= 0 ? text : Minus ? text + new string(' ', missing) : new string(' ', missing) + text;
    }
}
