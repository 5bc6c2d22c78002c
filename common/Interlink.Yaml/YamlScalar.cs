using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Interlink.Yaml;

/// <summary>Scalars typed by YAML 1.2's core schema (section 10.3.2 of the specification).</summary>
internal static partial class YamlScalar
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

    private static JsonNode? ReadPlain(string text, Func<string, Exception> error) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when Decimal().IsMatch(text) => Number(text),
        _ when Octal().IsMatch(text) => Based(text[2..], 3, error),
        _ when Hexadecimal().IsMatch(text) => Based(text[2..], 4, error),
        _ when NotFinite().IsMatch(text) => throw error("a number must be finite; quote the value if it is meant as text"),
        _ => JsonValue.Create(text),
    };

    private static bool Fits(JsonNode? value, string type) => type switch
    {
        "null" => value is null,
        "bool" => value?.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False,
        "int" => IsNumber(value) && value!.ToJsonString().AsSpan().IndexOfAny(".eE") < 0,
        _ => IsNumber(value),
    };

    private static bool IsNumber(JsonNode? value) => value?.GetValueKind() == System.Text.Json.JsonValueKind.Number;

    /// <summary>Brings a decimal number into JSON's form, digits untouched.</summary>
    private static JsonNode? Number(string text)
    {
        Match match = Decimal().Match(text);
        string whole = match.Groups["whole"].Value.TrimStart('0');
        string fraction = match.Groups["fraction"].Value;
        string json = (text[0] == '-' ? "-" : "") + (whole.Length == 0 ? "0" : whole) + (fraction.Length == 0 ? "" : "." + fraction)
            + match.Groups["exponent"].Value;
        return JsonNode.Parse(json);
    }

    private static JsonValue Based(string digits, int bits, Func<string, Exception> error)
    {
        ulong number = 0;
        foreach (char digit in digits)
        {
            if (number >> (63 - bits) != 0)
            {
                throw error("the number does not fit in 63 bits");
            }

            number = (number << bits) | (uint)Convert.ToInt32(digit.ToString(CultureInfo.InvariantCulture), 16);
        }

        return JsonValue.Create((long)number);
    }

    [GeneratedRegex(@"^[-+]?(?:(?<whole>[0-9]+)(?:\.(?<fraction>[0-9]*))?|\.(?<fraction>[0-9]+))(?<exponent>[eE][-+]?[0-9]+)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Decimal();

    [GeneratedRegex("^0o[0-7]+$")]
    private static partial Regex Octal();

    [GeneratedRegex("^0x[0-9a-fA-F]+$")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$")]
    private static partial Regex NotFinite();
}
