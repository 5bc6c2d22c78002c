using System.Globalization;
using System.Text;

namespace Interlink.Templates.Formats;

/// <summary>Numbers with a fraction, as Go's strconv writes them.</summary>
internal static class GoFloat
{
    /// <summary>From which power of ten on the shortest form is written with an exponent.</summary>
    private const int ExponentLimit = 6;

    private const int MostDigits = 500;

    /// <summary>Formats a number.</summary>
    /// <param name="value">The number.</param>
    /// <param name="verb">One of <c>e E f F g G</c>; anything else counts as g.</param>
    /// <param name="precision">Digits; null for the verb's own choice.</param>
    public static string Format(double value, char verb, int? precision = null)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        }

        int? digits = precision is { } asked ? Math.Min(asked, MostDigits) : null;
        return verb switch
        {
            'f' or 'F' => value.ToString($"F{digits ?? 6}", CultureInfo.InvariantCulture),
            'e' or 'E' => Exponent(value, verb, digits ?? 6),
            _ => General(value, verb, digits),
        };
    }

    private static string General(double value, char verb, int? precision)
    {
        (string digits, int exponent) = Digits(value, precision is { } asked ? Math.Max(asked, 1) : null);
        bool negative = value < 0 || double.IsNegative(value);
        int limit = ExponentLimit;
        if (precision is { } p)
        {
            limit = p > digits.Length && digits.Length > exponent ? digits.Length : Math.Max(p, 1);
        }

        var text = new StringBuilder(negative ? "-" : "");
        if (exponent < -4 || exponent >= limit)
        {
            text.Append(digits[0]);
            _ = digits.Length > 1 ? text.Append('.').Append(digits, 1, digits.Length - 1) : text;
            return AppendExponent(text, verb == 'G' ? 'E' : 'e', exponent);
        }

        if (exponent < 0)
        {
            return text.Append("0.").Append('0', -exponent - 1).Append(digits).ToString();
        }

        int whole = exponent + 1;
        text.Append(digits, 0, Math.Min(whole, digits.Length)).Append('0', Math.Max(0, whole - digits.Length));
        return (digits.Length > whole ? text.Append('.').Append(digits, whole, digits.Length - whole) : text).ToString();
    }

    private static string Exponent(double value, char verb, int precision)
    {
        string[] parts = value.ToString($"E{precision}", CultureInfo.InvariantCulture).Split('E');
        return AppendExponent(new StringBuilder(parts[0]), verb, int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private static string AppendExponent(StringBuilder text, char letter, int exponent) =>
        text.Append(letter).Append(exponent < 0 ? '-' : '+')
            .Append(Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture))
            .ToString();

    /// <summary>The significant digits without zeros at their end, and the power of ten of the first.</summary>
    private static (string Digits, int Exponent) Digits(double value, int? significant)
    {
        string format = significant is { } count ? $"E{count - 1}" : "R";
        string text = Math.Abs(value).ToString(format, CultureInfo.InvariantCulture);
        string[] parts = text.Split('E');
        string[] sides = parts[0].Split('.');
        string all = sides[0] + (sides.Length > 1 ? sides[1] : "");
        int exponent = sides[0].Length - 1 + (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        string leading = all.TrimStart('0');
        string digits = leading.TrimEnd('0');
        return digits.Length == 0 ? ("0", 0) : (digits, exponent - (all.Length - leading.Length));
    }
}
