using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Interlink.Kubernetes.Streams;

/// <summary>Reads how a command ended out of the Status object that its last channel brings.</summary>
internal static class CommandEnd
{
    /// <returns>The exit code; null when the Status tells a failure of something other than the command.</returns>
    public static int? CodeOf(JsonObject status)
    {
        if (Text(status, "status") == "Success")
        {
            return 0;
        }

        if (Text(status, "reason") != "NonZeroExitCode" || status["details"]?["causes"] is not JsonArray causes)
        {
            return null;
        }

        string? code = causes.OfType<JsonObject>().Where(cause => Text(cause, "reason") == "ExitCode")
            .Select(cause => Text(cause, "message")).FirstOrDefault();
        return int.TryParse(code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;
    }

    /// <summary>Null when it is no JSON object.</summary>
    public static JsonObject? Parse(ReadOnlySpan<byte> message)
    {
        try
        {
            return JsonNode.Parse(message) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonObject json, string field) =>
        json[field] is { } node && node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
