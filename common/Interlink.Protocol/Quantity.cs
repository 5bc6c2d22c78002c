using System.Diagnostics.CodeAnalysis;

namespace Interlink.Protocol;

/// <summary>
/// An amount as Kubernetes writes it (<c>resource.Quantity</c>): <c>500m</c>, <c>1Gi</c>, <c>1e3</c>, <c>0.5</c>. Exact to 10⁻⁹: finer
/// fractions
/// are rounded away from zero, and what exceeds ±(2⁶³ − 1) becomes that bound, both as in Kubernetes. Two quantities are equal when their
/// amounts are, however they were written.
/// </summary>
public readonly struct Quantity : IEquatable<Quantity>, IComparable<Quantity>
{
    internal static readonly Int128 NanosPerUnit = 1_000_000_000;
    internal static readonly Int128 MaxNanos = long.MaxValue * NanosPerUnit;

    internal Quantity(Int128 nanos, QuantityFormat format)
    {
        Nanos = Int128.Clamp(nanos, -MaxNanos, MaxNanos);
        Format = format;
    }

    /// <summary>How it is printed.</summary>
    public QuantityFormat Format { get; }

    /// <summary>
    /// The whole number, rounded up (towards positive infinity), as Kubernetes' <c>Value()</c>: bytes of memory, for example.
    /// </summary>
    public long Value => (long)CeilingDivide(Nanos, NanosPerUnit);

    /// <summary>Thousandths, rounded up, as Kubernetes' <c>MilliValue()</c>; saturates at the bounds of 64 bits.</summary>
    public long MilliValue => (long)Int128.Clamp(CeilingDivide(Nanos, 1_000_000), -long.MaxValue, long.MaxValue);

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => Int128.Sign(Nanos);

    internal Int128 Nanos { get; }

    /// <summary>A whole number.</summary>
    public static Quantity FromInt64(long value, QuantityFormat format = QuantityFormat.DecimalSI) => new(value * NanosPerUnit, format);

    /// <summary>A number of thousandths.</summary>
    public static Quantity FromMilli(long thousandths, QuantityFormat format = QuantityFormat.DecimalSI) =>
        new(thousandths * (Int128)1_000_000, format);

    /// <summary>Reads a quantity.</summary>
    /// <exception cref="FormatException">It is none; the message is a sentence.</exception>
    public static Quantity Parse(string text) =>
        TryParse(text, out Quantity quantity, out string? problem) ? quantity : throw new FormatException(problem);

    /// <summary>Reads a quantity.</summary>
    public static bool TryParse(string? text, out Quantity quantity) => TryParse(text, out quantity, out _);

    /// <summary>Reads a quantity.</summary>
    /// <param name="text">At most 256 characters, without blanks.</param>
    /// <param name="quantity">The quantity; zero when the answer is false.</param>
    /// <param name="problem">A sentence when the answer is false.</param>
    public static bool TryParse(string? text, out Quantity quantity, [NotNullWhen(false)] out string? problem)
    {
        if (QuantityText.Read(text) is { } read)
        {
            (quantity, problem) = (read, null);
            return true;
        }

        string shown = text is { Length: > 40 } ? text[..40] + "…" : text ?? "";
        (quantity, problem) = (default, $"\"{shown}\" is not a quantity such as 500m, 2, 1.5 or 1Gi.");
        return false;
    }

    /// <summary>The whole number of bytes, rounded up; the same as <see cref="Value"/>.</summary>
    public long ToBytes() => Value;

    /// <summary>The whole number, rounded up; the same as <see cref="Value"/>.</summary>
    public long ToInt64() => Value;

    /// <summary>
    /// Adds; the result is bounded like every quantity and is printed as the first one, or the second if the first is zero.
    /// </summary>
    public Quantity Add(Quantity other) => new(Nanos + other.Nanos, Nanos == 0 ? other.Format : Format);

    /// <summary>
    /// Subtracts; the result is bounded like every quantity and is printed as the first one, or the second if the first is zero.
    /// </summary>
    public Quantity Subtract(Quantity other) => new(Nanos - other.Nanos, Nanos == 0 ? other.Format : Format);

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => Nanos.CompareTo(other.Nanos);

    /// <inheritdoc/>
    public bool Equals(Quantity other) => Nanos == other.Nanos;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Quantity other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Nanos.GetHashCode();

    /// <summary>The canonical form as Kubernetes prints it: no fraction, the largest suffix that keeps the amount exact.</summary>
    public override string ToString() => QuantityText.Write(this);

    /// <summary>See <see cref="Add"/>.</summary>
    public static Quantity operator +(Quantity left, Quantity right) => left.Add(right);

    /// <summary>See <see cref="Subtract"/>.</summary>
    public static Quantity operator -(Quantity left, Quantity right) => left.Subtract(right);

    /// <summary>Equal amounts.</summary>
    public static bool operator ==(Quantity left, Quantity right) => left.Equals(right);

    /// <summary>Different amounts.</summary>
    public static bool operator !=(Quantity left, Quantity right) => !left.Equals(right);

    /// <summary>Smaller amount.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.Nanos < right.Nanos;

    /// <summary>Larger amount.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.Nanos > right.Nanos;

    /// <summary>Smaller or equal amount.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.Nanos <= right.Nanos;

    /// <summary>Larger or equal amount.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.Nanos >= right.Nanos;

    private static Int128 CeilingDivide(Int128 number, Int128 divisor)
    {
        Int128 quotient = number / divisor;
        return number > quotient * divisor ? quotient + 1 : quotient;
    }
}
