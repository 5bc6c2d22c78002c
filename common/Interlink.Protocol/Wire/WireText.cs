using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Interlink.Protocol.Wire;

/// <summary>How answers are written: compact, with the characters as they are, for readers that are programs.</summary>
internal static class WireText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true };

    public static byte[] Write<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        Write(buffer, value, write);
        return buffer.WrittenSpan.ToArray();
    }

    public static void Write<T>(IBufferWriter<byte> output, T value, Action<Utf8JsonWriter, T> write)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        write(writer, value);
    }

    /// <summary>A field that Go leaves out when it is empty (<c>omitempty</c>).</summary>
    public static void WriteUnlessEmpty(this Utf8JsonWriter writer, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            writer.WriteString(name, value);
        }
    }

    /// <summary>A field of Go's <c>metav1.Time</c>, null when unknown.</summary>
    public static void WriteTime(this Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            writer.WriteString(name, GoTime.FormatRfc3339(known));
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
