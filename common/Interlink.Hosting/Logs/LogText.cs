using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Interlink.Hosting.Logs;

/// <summary>
/// The form for people: <c>2026-01-31T09:08:07.123Z INF slurm-sidecar[Category] message session=… pod=…</c>. Control characters are
/// escaped, so a value cannot forge a line; only an exception takes more than one, each further one indented.
/// </summary>
internal static class LogText
{
    public static string Format(in LogLine line)
    {
        var text = new StringBuilder(160);
        text.Append(line.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture))
            .Append(' ').Append(LevelOf(line.Level))
            .Append(' ').Append(line.Program)
            .Append('[').Append(line.Category.AsSpan(line.Category.LastIndexOf('.') + 1)).Append("] ");
        AppendEscaped(text, line.Message);
        foreach (var (key, value) in line.Scope)
        {
            text.Append(' ').Append(key).Append('=');
            AppendValue(text, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
        }

        if (line.Exception is { } exception)
        {
            foreach (var part in exception.ToString().Split('\n'))
            {
                text.Append("\n    ");
                AppendEscaped(text, part.TrimEnd('\r'));
            }
        }

        return text.ToString();
    }

    private static string LevelOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "TRC",
        LogLevel.Debug => "DBG",
        LogLevel.Information => "INF",
        LogLevel.Warning => "WRN",
        LogLevel.Error => "ERR",
        _ => "CRT",
    };

    private static void AppendValue(StringBuilder text, string value)
    {
        var quoted = value.Length == 0 || value.AsSpan().ContainsAny(' ', '"', '=');
        if (quoted)
        {
            text.Append('"');
            AppendEscaped(text, value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal));
            text.Append('"');
        }
        else
        {
            AppendEscaped(text, value);
        }
    }

    private static void AppendEscaped(StringBuilder text, string value)
    {
        foreach (var c in value)
        {
            switch (c)
            {
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case var _ when char.IsControl(c) || c is '\u2028' or '\u2029':
                    text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }
    }
}
