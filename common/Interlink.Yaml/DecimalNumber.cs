namespace Interlink.Yaml;

/// <summary>
/// YAML's decimal numbers: <c>[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?</c>. JSON knows neither a plus sign, nor
/// leading
/// zeros, nor a point without digits on both sides.
/// </summary>
internal static class DecimalNumber
{
    /// <summary>The number in JSON's form with its digits untouched; null when the text is no such number.</summary>
    public static string? ToJson(string text)
    {
        ReadOnlySpan<char> rest = text;
        string sign = rest.StartsWith("-") ? "-" : "";
        if (rest.Length > 0 && rest[0] is '-' or '+')
        {
            rest = rest[1..];
        }

        ReadOnlySpan<char> whole = TakeDigits(ref rest);
        ReadOnlySpan<char> fraction = [];
        if (rest.StartsWith("."))
        {
            rest = rest[1..];
            fraction = TakeDigits(ref rest);
        }

        if (whole.Length + fraction.Length == 0 || !IsExponent(rest))
        {
            return null;
        }

        whole = whole.TrimStart('0');
        return string.Concat(sign + (whole.Length == 0 ? "0" : whole.ToString()), fraction.Length == 0 ? "" : ".", fraction, rest);
    }

    private static bool IsExponent(ReadOnlySpan<char> text)
    {
        if (text.Length == 0)
        {
            return true;
        }

        ReadOnlySpan<char> digits = text[1..];
        if (digits.Length > 0 && digits[0] is '-' or '+')
        {
            digits = digits[1..];
        }

        return text[0] is 'e' or 'E' && digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9');
    }

    private static ReadOnlySpan<char> TakeDigits(scoped ref ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        ReadOnlySpan<char> digits = end < 0 ? text : text[..end];
        text = text[digits.Length..];
        return digits;
    }
}
