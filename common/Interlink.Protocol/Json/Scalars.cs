using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Protocol.Pods;

namespace Interlink.Protocol.Json;

/// <summary>Values of JSON nodes, with a sentence when the type is wrong. Works for parsed nodes and for nodes made in code.</summary>
internal static class Scalars
{
    public static string Text(JsonNode node, string path) => node.GetValueKind() == JsonValueKind.String
        ? node.GetValue<string>()
        : throw new PodFormatException($"{path} must be a string.");

    public static bool Flag(JsonNode node, string path) => node.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new PodFormatException($"{path} must be true or false."),
    };

    public static long Int64(JsonNode node, string path)
    {
        if (node.GetValueKind() == JsonValueKind.Number
            && long.TryParse(node.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            return number;
        }

        throw new PodFormatException($"{path} must be a whole number of at most 64 bits.");
    }

    public static Quantity Quantity(JsonNode node, string path)
    {
        string text = node.GetValueKind() switch
        {
            JsonValueKind.String => node.GetValue<string>().Trim(),
            JsonValueKind.Number => node.ToJsonString(),
            _ => throw new PodFormatException($"{path} must be a quantity, for example \"500m\" or \"1Gi\"."),
        };
        return Protocol.Quantity.TryParse(text, out Quantity quantity, out string? problem)
            ? quantity
            : throw new PodFormatException($"{path}: {problem}");
    }

    /// <summary>A time in RFC 3339; Go's zero time is no time.</summary>
    public static DateTimeOffset? Time(JsonNode node, string path)
    {
        string text = Text(node, path);
        if (text.Length == 0)
        {
            return null;
        }

        return GoTime.TryParseRfc3339(text, out DateTimeOffset time)
            ? time == DateTimeOffset.MinValue ? null : time
            : throw new PodFormatException($"{path} must be a time in RFC 3339, for example \"2026-01-31T09:08:07Z\".");
    }

    public static byte[] Base64(JsonNode node, string path)
    {
        string text = Text(node, path);
        byte[] bytes = new byte[text.Length / 4 * 3 + 3];
        return Convert.TryFromBase64String(text, bytes, out int written)
            ? bytes[..written]
            : throw new PodFormatException($"{path} must be base64.");
    }
}
