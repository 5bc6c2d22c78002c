using System.Globalization;
using System.Numerics;

namespace Interlink.Protocol;

/// <summary>The text form of quantities.</summary>
internal static class QuantityText
{
    private const int MaxLength = 256;

    /// <summary>More digits than any bounded amount has on either side of the point.</summary>
    private const int Unbounded = 600;

    private const string DecimalSuffixes = "num kMGTPE";

    private const string BinarySuffixes = "KMGTPE";

    /// <summary>Sign, digits with an optional point, then a suffix or an exponent; null when the text is anything else.</summary>
    public static Quantity? Read(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
        {
            return null;
        }

        ReadOnlySpan<char> rest = text;
        bool negative = rest[0] == '-';
        if (rest[0] is '-' or '+')
        {
            rest = rest[1..];
        }

        ReadOnlySpan<char> whole = rest[..DigitsIn(rest)];
        rest = rest[whole.Length..];
        ReadOnlySpan<char> fraction = [];
        if (rest.StartsWith("."))
        {
            fraction = rest[1..][..DigitsIn(rest[1..])];
            rest = rest[(fraction.Length + 1)..];
        }

        if (whole.Length + fraction.Length == 0 || ReadSuffix(rest) is not { } suffix)
        {
            return null;
        }

        BigInteger digits = BigInteger.Parse(string.Concat("0", whole, fraction), NumberStyles.None, CultureInfo.InvariantCulture);
        BigInteger nanos = Scale(digits << suffix.Twos, suffix.Tens + 9 - fraction.Length);
        var bounded = (Int128)BigInteger.Min(nanos, (BigInteger)Quantity.MaxNanos);

        // Kubernetes does not keep a fraction of one in the binary form.
        bool fractionOfOne = suffix.Format == QuantityFormat.BinarySI && bounded < Quantity.NanosPerUnit;
        return new Quantity(negative ? -bounded : bounded, fractionOfOne ? QuantityFormat.DecimalSI : suffix.Format);
    }

    /// <summary>The canonical form.</summary>
    public static string Write(Quantity quantity)
    {
        Int128 nanos = quantity.Nanos;
        if (nanos == 0)
        {
            return "0";
        }

        // In the binary form a fraction cannot be exact, and small numbers read better in the decimal one.
        (Int128 whole, Int128 fraction) = Int128.DivRem(nanos, Quantity.NanosPerUnit);
        if (quantity.Format == QuantityFormat.BinarySI && fraction == 0 && Int128.Abs(whole) >= 1024)
        {
            (Int128 number, int times) = Shrink(whole, 1024, BinarySuffixes.Length);
            return times == 0 ? Text(number) : Text(number) + BinarySuffixes[times - 1] + "i";
        }

        (Int128 mantissa, int thousands) = Shrink(nanos, 1000, DecimalSuffixes.Length - 1);
        if (quantity.Format == QuantityFormat.DecimalExponent)
        {
            int exponent = thousands * 3 - 9;
            return exponent == 0 ? Text(mantissa) : $"{Text(mantissa)}e{exponent.ToString(CultureInfo.InvariantCulture)}";
        }

        return DecimalSuffixes[thousands] == ' ' ? Text(mantissa) : Text(mantissa) + DecimalSuffixes[thousands];
    }

    private static (Int128 Number, int Times) Shrink(Int128 number, Int128 factor, int most)
    {
        int times = 0;
        while (times < most && number % factor == 0)
        {
            number /= factor;
            times++;
        }

        return (number, times);
    }

    private static string Text(Int128 number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Multiplies by a power of ten, rounding up.</summary>
    private static BigInteger Scale(BigInteger number, int tens)
    {
        if (tens >= 0)
        {
            return number * BigInteger.Pow(10, tens);
        }

        BigInteger quotient = BigInteger.DivRem(number, BigInteger.Pow(10, -tens), out BigInteger remainder);
        return remainder.IsZero ? quotient : quotient + 1;
    }

    private static (int Tens, int Twos, QuantityFormat Format)? ReadSuffix(ReadOnlySpan<char> suffix)
    {
        if (suffix.Length == 0)
        {
            return (0, 0, QuantityFormat.DecimalSI);
        }

        if (suffix.Length == 1 && suffix[0] != ' ' && DecimalSuffixes.IndexOf(suffix[0]) is >= 0 and int thousands)
        {
            return (thousands * 3 - 9, 0, QuantityFormat.DecimalSI);
        }

        if (suffix.Length == 2 && suffix[1] == 'i' && BinarySuffixes.IndexOf(suffix[0]) is >= 0 and int times)
        {
            return (0, (times + 1) * 10, QuantityFormat.BinarySI);
        }

        return suffix[0] is 'e' or 'E' && ReadExponent(suffix[1..]) is { } exponent ? (exponent, 0, QuantityFormat.DecimalExponent) : null;
    }

    /// <summary>An optional sign and digits; beyond what can matter the exact number does not count.</summary>
    private static int? ReadExponent(ReadOnlySpan<char> text)
    {
        bool negative = text.StartsWith("-");
        ReadOnlySpan<char> digits = text.Length > 0 && text[0] is '-' or '+' ? text[1..] : text;
        if (digits.Length == 0 || DigitsIn(digits) != digits.Length)
        {
            return null;
        }

        var exponent = BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        int bounded = (int)BigInteger.Min(exponent, Unbounded);
        return negative ? -bounded : bounded;
    }

    private static int DigitsIn(ReadOnlySpan<char> text)
    {
        int other = text.IndexOfAnyExceptInRange('0', '9');
        return other < 0 ? text.Length : other;
    }
}
