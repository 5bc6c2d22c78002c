using System.Globalization;
using System.Text;

namespace Interlink.Templates.Formats;

/// <summary>Texts and characters in quotes, as Go's strconv writes them.</summary>
internal static class GoQuote
{
    private const string Escaped = "\a\b\f\n\r\t\v";
    private const string Letters = "abfnrtv";

    public static string Text(string text, bool ascii = false)
    {
        var quoted = new StringBuilder("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            Append(quoted, rune, '"', ascii);
        }

        return quoted.Append('"').ToString();
    }

    public static string Character(long number, bool ascii = false)
    {
        var quoted = new StringBuilder("'");
        Append(quoted, RuneOf(number), '\'', ascii);
        return quoted.Append('\'').ToString();
    }

    /// <summary>The character of a number; U+FFFD when there is none.</summary>
    public static Rune RuneOf(long number) =>
        number is >= 0 and <= 0x10FFFF && Rune.IsValid((int)number) ? new Rune((int)number) : Rune.ReplacementChar;

    /// <summary>Whether Go shows a character as it is: letters, marks, numbers, punctuation, symbols and the space.</summary>
    public static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static void Append(StringBuilder quoted, Rune rune, char quote, bool ascii)
    {
        if (rune.Value == quote || rune.Value == '\\')
        {
            quoted.Append('\\').Append((char)rune.Value);
        }
        else if (rune.IsBmp && Escaped.IndexOf((char)rune.Value, StringComparison.Ordinal) is >= 0 and int letter)
        {
            quoted.Append('\\').Append(Letters[letter]);
        }
        else if (IsPrintable(rune) && (!ascii || rune.IsAscii))
        {
            quoted.Append(rune.ToString());
        }
        else if (rune.Value < ' ' || rune.Value == 0x7F)
        {
            quoted.Append("\\x").Append(rune.Value.ToString("x2", CultureInfo.InvariantCulture));
        }
        else
        {
            quoted.Append(rune.IsBmp ? "\\u" : "\\U").Append(rune.Value.ToString(rune.IsBmp ? "x4" : "x8", CultureInfo.InvariantCulture));
        }
    }
}
