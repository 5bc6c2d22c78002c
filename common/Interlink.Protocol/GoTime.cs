using System.Globalization;

namespace Interlink.Protocol;

/// <summary>
/// Times as Go programs write them: <c>time.String()</c> in the files of a job folder, RFC 3339 on the wire. The resolution is 100 ns;
/// finer digits are cut off. Years run from 1 to 9999.
/// </summary>
public static class GoTime
{
    /// <summary>
    /// A time as Go's <c>time.String()</c> prints it in UTC: <c>2026-01-31 09:08:07.1234567 +0000 UTC</c>, the fraction without trailing
    /// zeros.
    /// </summary>
    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + " +0000 UTC";

    /// <summary>
    /// Reads what Go's <c>time.String()</c> prints, with or without a fraction and the monotonic reading (<c> m=+0.1</c>).
    /// </summary>
    /// <param name="text">The text; blanks and line ends around it do not count.</param>
    /// <param name="time">The time, with the offset it was written with.</param>
    public static bool TryParse(string? text, out DateTimeOffset time)
    {
        time = default;
        string[] words = (text ?? "").Trim().Split(' ');
        if (words.Length is < 3 or > 5 || (words.Length == 5 && !words[4].StartsWith("m=", StringComparison.Ordinal)))
        {
            return false;
        }

        // The name of the zone says nothing the offset has not said.
        return words[2].Length == 5 && TryRead(words[0], words[1], words[2].Insert(3, ":"), out time);
    }

    /// <summary>Go's <c>metav1.Time</c>: RFC 3339 in UTC with whole seconds, <c>2026-01-31T09:08:07Z</c>.</summary>
    public static string FormatRfc3339(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>RFC 3339 with a fraction of up to nine digits (Go's <c>RFC3339Nano</c> included).</summary>
    public static bool TryParseRfc3339(string? text, out DateTimeOffset time)
    {
        time = default;
        if (text is not { Length: >= 20 } || text[10] is not ('T' or 't'))
        {
            return false;
        }

        bool utc = text[^1] is 'Z' or 'z';
        int end = utc ? text.Length - 1 : text.Length - 6;
        return end >= 19 && TryRead(text[..10], text[11..end], utc ? "+00:00" : text[end..], out time);
    }

    private static bool TryRead(string date, string clock, string offset, out DateTimeOffset time)
    {
        time = default;
        string fraction = clock.Length > 8 ? clock[8..] : "";
        bool whole = fraction.Length == 0
            || (fraction.Length is >= 2 and <= 10 && fraction[0] == '.' && fraction.Skip(1).All(char.IsAsciiDigit));
        if (clock.Length < 8 || !whole)
        {
            return false;
        }

        string seconds = $"{date}T{clock[..8]}{offset}";
        const string format = "yyyy-MM-dd'T'HH:mm:sszzz";
        if (!DateTimeOffset.TryParseExact(seconds, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset read))
        {
            return false;
        }

        long ticks = fraction.Length == 0 ? 0
            : long.Parse(fraction[1..].PadRight(7, '0')[..7], NumberStyles.None, CultureInfo.InvariantCulture);
        time = read.AddTicks(ticks);
        return true;
    }
}
