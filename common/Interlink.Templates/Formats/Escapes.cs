using System.Globalization;
using System.Text;

namespace Interlink.Templates.Formats;

/// <summary>Texts made safe for HTML, JavaScript and URLs, as Go's text/template does.</summary>
internal static class Escapes
{
    private const string JavaScriptCodes = "<>&=";
    private const string JavaScriptEscapes = "\\'\"";
    private const string UrlUnreserved = "-_.~";

    public static string Html(string text) => Replace(text, (to, rune) => rune.Value switch
    {
        '&' => to.Append("&amp;"),
        '<' => to.Append("&lt;"),
        '>' => to.Append("&gt;"),
        '"' => to.Append("&#34;"),
        '\'' => to.Append("&#39;"),
        0 => to.Append('\uFFFD'),
        _ => to.Append(rune.ToString()),
    });

    public static string JavaScript(string text) => Replace(text, (to, rune) =>
    {
        char c = rune.IsBmp ? (char)rune.Value : '\0';
        if (JavaScriptEscapes.Contains(c, StringComparison.Ordinal))
        {
            return to.Append('\\').Append(c);
        }

        return GoQuote.IsPrintable(rune) && !JavaScriptCodes.Contains(c, StringComparison.Ordinal)
            ? to.Append(rune.ToString())
            : to.Append("\\u").Append(rune.Value.ToString("X4", CultureInfo.InvariantCulture));
    });

    public static string UrlQuery(string text)
    {
        var escaped = new StringBuilder();
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            char c = (char)b;
            _ = char.IsAsciiLetterOrDigit(c) || UrlUnreserved.Contains(c, StringComparison.Ordinal) ? escaped.Append(c)
                : c == ' ' ? escaped.Append('+')
                : escaped.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        }

        return escaped.ToString();
    }

    private static string Replace(string text, Func<StringBuilder, Rune, StringBuilder> append)
    {
        var replaced = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            append(replaced, rune);
        }

        return replaced.ToString();
    }
}
