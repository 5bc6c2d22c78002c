using System.Globalization;
using System.Text;

namespace Interlink.Templates.Parsing;

/// <summary>Values as Go writes them; null when the text is none.</summary>
internal static class Literals
{
    private const string SimpleEscapes = "abfnrtv\\'\"";
    private const string SimpleValues = "\a\b\f\n\r\t\v\\'\"";

    /// <summary>A text in double quotes or backquotes.</summary>
    public static string? Text(string quoted)
    {
        string inner = quoted[1..^1];
        if (quoted[0] == '`')
        {
            return inner.Replace("\r", "", StringComparison.Ordinal);
        }

        // Escapes may name single bytes, of which several make up a character.
        var bytes = new List<byte>(inner.Length);
        ReadOnlySpan<char> rest = inner;
        Span<byte> encoded = stackalloc byte[4];
        while (rest.Length > 0)
        {
            if (rest[0] == '\\')
            {
                if (Escape(ref rest) is not { } escape || escape.Value == '\'')
                {
                    return null;
                }

                if (escape.IsByte)
                {
                    bytes.Add((byte)escape.Value);
                    continue;
                }

                bytes.AddRange(encoded[..new Rune(escape.Value).EncodeToUtf8(encoded)]);
                continue;
            }

            Rune.DecodeFromUtf16(rest, out Rune rune, out int used);
            bytes.AddRange(encoded[..rune.EncodeToUtf8(encoded)]);
            rest = rest[used..];
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <summary>A character in single quotes: its number.</summary>
    public static long? Character(string quoted)
    {
        ReadOnlySpan<char> rest = quoted.AsSpan(1, quoted.Length - 2);
        if (rest is ['\\', ..])
        {
            return Escape(ref rest) is { } escape && rest.Length == 0 && escape.Value != '"' ? escape.Value : null;
        }

        Rune.DecodeFromUtf16(rest, out Rune rune, out int used);
        return rest.Length > 0 && used == rest.Length ? rune.Value : null;
    }

    /// <summary>A whole number (long) or a number with a point or an exponent (double).</summary>
    public static object? Number(string text)
    {
        bool negative = text[0] == '-';
        string digits = text[0] is '-' or '+' ? text[1..] : text;
        if (digits.Contains("__", StringComparison.Ordinal) || digits.EndsWith('_') || digits.StartsWith('_'))
        {
            return null;
        }

        string plain = digits.Replace("_", "", StringComparison.Ordinal);
        int radix = plain is ['0', 'x' or 'X', ..] ? 16 : plain is ['0', 'b' or 'B', ..] ? 2
            : plain is ['0', 'o' or 'O', ..] ? 8 : 10;
        if (radix == 10 && plain.AsSpan().ContainsAny(".eE"))
        {
            const NumberStyles style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
            bool isNumber = double.TryParse(plain, style, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number);
            return isNumber ? negative ? -number : number : null;
        }

        ReadOnlySpan<char> significant = radix == 10 ? plain : plain.AsSpan(2);
        if (radix == 10 && plain is ['0', _, ..])
        {
            radix = 8;
        }

        return Whole(significant, radix, negative);
    }

    private static long? Whole(ReadOnlySpan<char> digits, int radix, bool negative)
    {
        Int128 value = 0;
        foreach (char c in digits)
        {
            int digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            value = value * radix + digit;
            if (digit >= radix || value > (Int128)long.MaxValue + 1)
            {
                return null;
            }
        }

        value = negative ? -value : value;
        return digits.Length > 0 && value <= long.MaxValue ? (long)value : null;
    }

    private static (int Value, bool IsByte)? Escape(ref ReadOnlySpan<char> rest)
    {
        char kind = rest.Length > 1 ? rest[1] : '\0';
        if (SimpleEscapes.IndexOf(kind, StringComparison.Ordinal) is >= 0 and int simple)
        {
            rest = rest[2..];
            return (SimpleValues[simple], false);
        }

        bool octal = kind is >= '0' and <= '7';
        int start = octal ? 1 : 2;
        int length = octal ? 3 : kind switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (length == 0 || rest.Length < start + length
            || Whole(rest.Slice(start, length), octal ? 8 : 16, false) is not { } value
            || (octal && value > byte.MaxValue)
            || (kind is 'u' or 'U' && !(value <= int.MaxValue && Rune.IsValid((int)value))))
        {
            return null;
        }

        rest = rest[(start + length)..];
        return ((int)value, octal || kind == 'x');
    }
}
