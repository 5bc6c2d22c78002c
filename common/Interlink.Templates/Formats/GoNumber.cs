using System.Globalization;
using System.Numerics;

namespace Interlink.Templates.Formats;

/// <summary>Numbers under the verbs of <c>printf</c>; null when a verb is not for them.</summary>
internal static class GoNumber
{
    public static string? Whole(long value, FormatSpec spec) => spec.Verb switch
    {
        'v' or 'd' => Integer(value, 10, "", spec),
        'b' => Integer(value, 2, spec.Sharp ? "0b" : "", spec),
        'o' => Integer(value, 8, spec.Sharp ? "0" : "", spec),
        'O' => Integer(value, 8, "0o", spec),
        'x' => Integer(value, 16, spec.Sharp ? "0x" : "", spec),
        'X' => Integer(value, 16, spec.Sharp ? "0X" : "", spec),
        'c' => spec.Pad(GoQuote.RuneOf(value).ToString()),
        'q' => spec.Pad(GoQuote.Character(value, spec.Plus)),
        'U' => spec.Pad("U+" + value.ToString("X4", CultureInfo.InvariantCulture) + (spec.Sharp ? $" '{GoQuote.RuneOf(value)}'" : "")),
        _ => null,
    };

    public static string? Fraction(double value, FormatSpec spec)
    {
        if (spec.Verb is not ('v' or 'e' or 'E' or 'f' or 'F' or 'g' or 'G'))
        {
            return null;
        }

        string text = GoFloat.Format(value, spec.Verb, spec.Precision);
        text += spec is { Sharp: true, Verb: 'f' or 'F', Precision: 0 } && double.IsFinite(value) ? "." : "";
        bool signed = text[0] is '-' or '+';
        string sign = text[0] == '-' ? "-" : spec.Plus ? "+" : spec.Space ? " " : signed ? "+" : "";
        string digits = signed ? text[1..] : text;
        if (spec is { Zero: true, Minus: false, Width: { } width } && double.IsFinite(value))
        {
            digits = digits.PadLeft(width - sign.Length, '0');
        }

        return spec.Pad(sign + digits);
    }

    private static string Integer(long value, int radix, string prefix, FormatSpec spec)
    {
        string sign = value < 0 ? "-" : spec.Plus ? "+" : spec.Space ? " " : "";
        var magnitude = BigInteger.Abs(value);
        string digits = radix switch
        {
            2 => magnitude.IsZero ? "0" : magnitude.ToString("b", CultureInfo.InvariantCulture).TrimStart('0'),
            8 => Octal((UInt128)magnitude),
            16 => ((UInt128)magnitude).ToString(spec.Verb == 'X' ? "X" : "x", CultureInfo.InvariantCulture),
            _ => magnitude.ToString(CultureInfo.InvariantCulture),
        };
        if (spec.Precision is { } precision)
        {
            digits = precision == 0 && value == 0 ? "" : digits.PadLeft(precision, '0');
        }
        else if (spec is { Zero: true, Minus: false, Width: { } width })
        {
            digits = digits.PadLeft(Math.Max(0, width - sign.Length), '0');
        }

        return spec.Pad(sign + prefix + digits);
    }

    private static string Octal(UInt128 value)
    {
        string digits = "";
        do
        {
            digits = (char)('0' + (int)(value % 8)) + digits;
            value /= 8;
        }
        while (value > 0);
        return digits;
    }
}
