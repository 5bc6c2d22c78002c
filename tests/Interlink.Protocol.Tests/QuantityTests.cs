using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Interlink.Protocol.Tests;

/// <summary>The expected texts and numbers are Kubernetes' own (apimachinery's resource.Quantity).</summary>
public sealed class QuantityTests
{
    private static readonly string[] Suffixes = ["", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei",
        "e3", "E-2", "e+1", "e0"];

    private static Arbitrary<Quantity> Any => Gen.Choose(int.MinValue, int.MaxValue).Two()
        .SelectMany(_ => Gen.Elements(Suffixes), (parts, suffix) => Text(parts.Item1, parts.Item2, suffix))
        .Select(Quantity.Parse)
        .ToArbitrary();

    [Theory]
    [InlineData("0", "0", 0, 0)]
    [InlineData("0.0Ki", "0", 0, 0)]
    [InlineData("500m", "500m", 1, 500)]
    [InlineData("0.5", "500m", 1, 500)]
    [InlineData(".5", "500m", 1, 500)]
    [InlineData("5.", "5", 5, 5000)]
    [InlineData("1000m", "1", 1, 1000)]
    [InlineData("1500m", "1500m", 2, 1500)]
    [InlineData("100n", "100n", 1, 1)]
    [InlineData("0.1n", "1n", 1, 1)]
    [InlineData("1.0000000001", "1000000001n", 2, 1001)]
    [InlineData("1e3", "1e3", 1000, 1000000)]
    [InlineData("1E3", "1e3", 1000, 1000000)]
    [InlineData("1e-3", "1e-3", 1, 1)]
    [InlineData("12e4", "120e3", 120000, 120000000)]
    [InlineData("1e0", "1", 1, 1000)]
    [InlineData("1E", "1E", 1000000000000000000, long.MaxValue)]
    [InlineData("12345", "12345", 12345, 12345000)]
    [InlineData("1000", "1k", 1000, 1000000)]
    [InlineData("1k", "1k", 1000, 1000000)]
    [InlineData("1024", "1024", 1024, 1024000)]
    [InlineData("1Ki", "1Ki", 1024, 1024000)]
    [InlineData("1023Ki", "1023Ki", 1047552, 1047552000)]
    [InlineData("1024Ki", "1Mi", 1048576, 1048576000)]
    [InlineData("1Gi", "1Gi", 1073741824, 1073741824000)]
    [InlineData("1.5Gi", "1536Mi", 1610612736, 1610612736000)]
    [InlineData("0.5Ki", "512", 512, 512000)]
    [InlineData("0.0001Ki", "102400u", 1, 103)]
    [InlineData("1.0001Ki", "1024102400u", 1025, 1024103)]
    [InlineData("-1", "-1", -1, -1000)]
    [InlineData("-500m", "-500m", 0, -500)]
    [InlineData("-1.5Gi", "-1536Mi", -1610612736, -1610612736000)]
    [InlineData("+5", "5", 5, 5000)]
    [InlineData("-0.1n", "-1n", 0, 0)]
    [InlineData("0009m", "9m", 1, 9)]
    [InlineData("1Ei", "1Ei", 1152921504606846976, long.MaxValue)]
    public void A_quantity_prints_and_rounds_as_in_Kubernetes(string text, string canonical, long value, long milli)
    {
        Quantity quantity = Quantity.Parse(text);
        Assert.Equal((canonical, value, milli), (quantity.ToString(), quantity.Value, quantity.MilliValue));
        Assert.Equal(value, quantity.ToBytes());
    }

    [Theory]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("9223372036854775808", "9223372036854775807")]
    [InlineData("1e400", "9223372036854775807")]
    [InlineData("1e99999999999999999999", "9223372036854775807")]
    [InlineData("16Ei", "9223372036854775807")]
    [InlineData("-1e400", "-9223372036854775807")]
    [InlineData("1e-400", "1e-9")]
    [InlineData("0e99999999999999999999", "0")]
    public void What_is_out_of_range_becomes_the_bound(string text, string bound)
    {
        Quantity quantity = Quantity.Parse(text);
        Assert.Equal(Quantity.Parse(bound), quantity);
        Assert.InRange(quantity.Value, -long.MaxValue, long.MaxValue);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1 Gi")]
    [InlineData(".")]
    [InlineData("m")]
    [InlineData("Gi")]
    [InlineData("--1")]
    [InlineData("1.2.3")]
    [InlineData("1,5")]
    [InlineData("0x10")]
    [InlineData("1K")]
    [InlineData("1ki")]
    [InlineData("1mi")]
    [InlineData("1Gb")]
    [InlineData("1GiB")]
    [InlineData("1e")]
    [InlineData("1e1.5")]
    [InlineData("1e3Ki")]
    [InlineData("NaN")]
    [InlineData("١")]
    public void Anything_else_is_refused_with_a_sentence(string? text)
    {
        Assert.False(Quantity.TryParse(text, out Quantity quantity, out string? problem));
        Assert.Equal(default, quantity);
        Assert.Equal($"\"{text}\" is not a quantity such as 500m, 2, 1.5 or 1Gi.", problem);
    }

    [Fact]
    public void An_endless_text_is_refused_and_cut_in_the_message()
    {
        FormatException e = Assert.Throws<FormatException>(() => Quantity.Parse(new string('9', 1000)));
        Assert.Equal($"\"{new string('9', 40)}…\" is not a quantity such as 500m, 2, 1.5 or 1Gi.", e.Message);
    }

    [Fact]
    public void What_is_printed_reads_as_the_same_amount() =>
        Prop.ForAll(Any, quantity => Quantity.Parse(quantity.ToString()) == quantity
            && Quantity.Parse(quantity.ToString()).ToString() == quantity.ToString())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Reading_is_exact() => Prop.ForAll(
        Gen.Choose(-2_000_000_000, 2_000_000_000).Two().ToArbitrary(),
        parts =>
        {
            // Halves of 1024ths and thousandths of numbers beyond a double's 53 bits.
            long number = ((long)parts.Item1 * 2_000_000_000) + parts.Item2;
            Quantity quantity = Quantity.Parse($"{number}m");
            BigInteger expected = BigInteger.Divide((BigInteger)number - (((BigInteger)number % 1000) + 1000) % 1000, 1000);
            return quantity.MilliValue == number && quantity.Value == (long)expected + (number % 1000 == 0 ? 0 : 1);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Order_and_equality_follow_the_amount() => Prop.ForAll(Any, Any, (a, b) =>
    {
        int order = a.Nanos.CompareTo(b.Nanos);
        return a.CompareTo(b) == order && (a < b) == (order < 0) && (a > b) == (order > 0) && (a <= b) == (order <= 0)
            && (a >= b) == (order >= 0)
            && (a == b) == (order == 0) && (a != b) == (order != 0) && (!a.Equals(b) || a.GetHashCode() == b.GetHashCode());
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Addition_is_exact_within_the_bounds() => Prop.ForAll(Any, Any, (a, b) =>
    {
        Int128 sum = Int128.Clamp(a.Nanos + b.Nanos, -Quantity.MaxNanos, Quantity.MaxNanos);
        return (a + b).Nanos == sum && a + b == b + a && (a + b) - b == (sum == a.Nanos + b.Nanos ? a : (a + b) - b);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void A_sum_is_printed_like_its_first_part()
    {
        Assert.Equal("2560Mi", (Quantity.Parse("2Gi") + Quantity.Parse("536870912")).ToString());
        Assert.Equal("1Gi", (default(Quantity) + Quantity.Parse("1Gi")).ToString());
        Assert.Equal("1500m", (Quantity.FromMilli(500) + Quantity.FromInt64(1)).ToString());
        Assert.Equal("1Mi", Quantity.FromInt64(1048576, QuantityFormat.BinarySI).ToString());
    }

    private static string Text(int whole, int fraction, string suffix) => (fraction & 3) switch
    {
        0 => $"{whole}{suffix}",
        1 => $"{whole % 1000}.{fraction & int.MaxValue}{suffix}",
        2 => $"{whole >> 20}{suffix}",
        _ => $"{whole % 1000 * 1024L * 1024}{suffix}",
    };
}
