using System.Text;

namespace Interlink.Templates.Formats;

/// <summary>Texts under the verbs of <c>printf</c>; null when a verb is not for them.</summary>
internal static class GoText
{
    public static string? Format(string text, FormatSpec spec) => spec.Verb switch
    {
        'v' or 's' => spec.Pad(Cut(text, spec.Precision)),
        'q' => spec.Pad(Quote(Cut(text, spec.Precision), spec)),
        'x' or 'X' => spec.Pad(Hexadecimal(Encoding.UTF8.GetBytes(text), spec)),
        _ => null,
    };

    /// <summary>Bytes; as text when they are one.</summary>
    public static string? Format(byte[] bytes, FormatSpec spec) => spec.Verb switch
    {
        's' or 'q' => Format(Encoding.UTF8.GetString(bytes), spec),
        'x' or 'X' => spec.Pad(Hexadecimal(bytes, spec)),
        _ => null,
    };

    private static string Cut(string text, int? most)
    {
        if (most is not { } count || count >= text.Length)
        {
            return text;
        }

        int length = text.EnumerateRunes().Take(count).Sum(rune => rune.Utf16SequenceLength);
        return text[..length];
    }

    private static string Quote(string text, FormatSpec spec)
    {
        bool raw = spec.Sharp && !text.Contains('`', StringComparison.Ordinal)
            && text.All(c => c == '\t' || (!char.IsControl(c) && c != '\uFEFF'));
        return raw ? $"`{text}`" : GoQuote.Text(text, spec.Plus);
    }

    private static string Hexadecimal(byte[] all, FormatSpec spec)
    {
        byte[] bytes = all[..Math.Min(all.Length, spec.Precision ?? all.Length)];
        string digits = spec.Verb == 'x' ? Convert.ToHexStringLower(bytes) : Convert.ToHexString(bytes);
        string prefix = spec.Sharp && bytes.Length > 0 ? $"0{spec.Verb}" : "";
        return spec.Space
            ? string.Join(' ', digits.Chunk(2).Select(pair => prefix + new string(pair)))
            : prefix + digits;
    }
}
