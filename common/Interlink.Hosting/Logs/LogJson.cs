using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Interlink.Hosting.Logs;

/// <summary>
/// The form for programs: one JSON object per line. Scope values are members of it, the message's own are below <c>values</c>.
/// </summary>
internal static class LogJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Own = ["time", "level", "program", "category", "event", "message", "values", "exception"];

    public static string Format(in LogLine line)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("time", line.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            writer.WriteString("level", LevelOf(line.Level));
            writer.WriteString("program", line.Program);
            writer.WriteString("category", line.Category);
            if (line.EventId != 0)
            {
                writer.WriteNumber("event", line.EventId);
            }

            writer.WriteString("message", line.Message);
            WriteScope(writer, line.Scope);
            WriteValues(writer, line.Values);
            if (line.Exception is { } exception)
            {
                writer.WriteString("exception", exception.ToString());
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A member appears once: of scopes in one another the inner one counts, and none replaces the line's own members.</summary>
    private static void WriteScope(Utf8JsonWriter writer, IReadOnlyList<KeyValuePair<string, object?>> scope)
    {
        for (var i = 0; i < scope.Count; i++)
        {
            var key = scope[i].Key;
            if (!Own.Contains(key) && !scope.Skip(i + 1).Any(later => later.Key == key))
            {
                WriteValue(writer, key, scope[i].Value);
            }
        }
    }

    private static void WriteValues(Utf8JsonWriter writer, IReadOnlyList<KeyValuePair<string, object?>>? values)
    {
        // The last one is always the message's template.
        if (values is not { Count: > 1 })
        {
            return;
        }

        writer.WriteStartObject("values");
        foreach (var (key, value) in values)
        {
            if (key != "{OriginalFormat}")
            {
                WriteValue(writer, key, value);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, string key, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNull(key);
                break;
            case bool flag:
                writer.WriteBoolean(key, flag);
                break;
            case int number:
                writer.WriteNumber(key, number);
                break;
            case long number:
                writer.WriteNumber(key, number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumber(key, number);
                break;
            default:
                writer.WriteString(key, Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static string LevelOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        _ => "critical",
    };
}
