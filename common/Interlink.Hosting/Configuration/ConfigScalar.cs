using System.Text.Json;
using System.Text.Json.Nodes;

namespace Interlink.Hosting.Configuration;

/// <summary>Scalars as Go's yaml gives them to a field of another type.</summary>
internal static class ConfigScalar
{
    public static string Text(JsonValue? value) => value?.GetValueKind() switch
    {
        null => "",
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.ToJsonString(),
    };

    public static bool? Truth(string text) => text switch
    {
        "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" or "y" or "Y" => true,
        "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" or "n" or "N" => false,
        _ => null,
    };
}
