using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Interlink.Yaml;

/// <summary>Scalars typed by YAML 1.2's core schema (section 10.3.2 of the specification).</summary>
internal static class YamlScalar
{
    private const string Prefix = "tag:yaml.org,2002:";

    public static JsonNode? Read(Scalar scalar, Func<string, Exception> error)
    {
        string tag = scalar.Tag.IsEmpty ? "" : scalar.Tag.Value;
        if (tag is "" or "?")
        {
            return scalar.Style == ScalarStyle.Plain ? ReadPlain(scalar.Value, error) : JsonValue.Create(scalar.Value);
        }

        if (tag is "!" or Prefix + "str")
        {
            return JsonValue.Create(scalar.Value);
        }

        if (tag is not (Prefix + "null" or Prefix + "bool" or Prefix + "int" or Prefix + "float"))
        {
            throw error($"the tag \"{tag}\" is not known; allowed are !!str, !!int, !!float, !!bool and !!null");
        }

        JsonNode? value = ReadPlain(scalar.Value, error);
        return Fits(value, tag[Prefix.Length..]) ? value : throw error($"the value is no {tag[Prefix.Length..]}, as its tag says");
    }

    private static JsonNode? ReadPlain(string text, Func<string, Exception> error)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return null;
            case "true" or "True" or "TRUE":
                return JsonValue.Create(true);
            case "false" or "False" or "FALSE":
                return JsonValue.Create(false);
        }

        if (text.StartsWith("0o", StringComparison.Ordinal) && IsAll(text.AsSpan(2), c => c is >= '0' and <= '7'))
        {
            return Based(text[2..], 3, error);
        }

        if (text.StartsWith("0x", StringComparison.Ordinal) && IsAll(text.AsSpan(2), char.IsAsciiHexDigit))
        {
            return Based(text[2..], 4, error);
        }

        if (text.TrimStart('-', '+') is ".inf" or ".Inf" or ".INF" or ".nan" or ".NaN" or ".NAN")
        {
            throw error("a number must be finite; quote the value if it is meant as text");
        }

        return DecimalNumber.ToJson(text) is { } json ? JsonNode.Parse(json) : JsonValue.Create(text);
    }

    private static bool Fits(JsonNode? value, string type) => (type, value?.GetValueKind()) switch
    {
        ("null", null) => true,
        ("bool", JsonValueKind.True or JsonValueKind.False) => true,
        ("float", JsonValueKind.Number) => true,
        ("int", JsonValueKind.Number) => value!.ToJsonString().AsSpan().IndexOfAny(".eE") < 0,
        _ => false,
    };

    private static JsonValue Based(string digits, int bits, Func<string, Exception> error)
    {
        long number = 0;
        foreach (char digit in digits)
        {
            if (number >> (63 - bits) != 0)
            {
                throw error("the number does not fit in 63 bits");
            }

            number = (number << bits) | (uint)int.Parse([digit], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        return JsonValue.Create(number);
    }

    private static bool IsAll(ReadOnlySpan<char> text, Func<char, bool> kind)
    {
        foreach (char c in text)
        {
            if (!kind(c))
            {
                return false;
            }
        }

        return text.Length > 0;
    }
}
