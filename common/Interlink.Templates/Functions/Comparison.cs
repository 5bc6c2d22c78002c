using Interlink.Templates.Values;

namespace Interlink.Templates.Functions;

/// <summary>Compares values. As in Go, numbers with a fraction, whole numbers, texts and truth values do not mix.</summary>
internal static class Comparison
{
    /// <summary>Whether the first argument equals one of the others.</summary>
    public static object IsAnyEqual(IReadOnlyList<object?> arguments) => arguments.Count > 1
        ? arguments.Skip(1).Any(other => AreEqual(arguments[0], other))
        : throw new TemplateFault("eq needs something to compare with");

    public static bool AreEqual(object? left, object? right)
    {
        (left, right) = (Simple(left), Simple(right));
        return (left, right) switch
        {
            (null, _) or (_, null) => left is null && right is null,
            (bool a, bool b) => a == b,
            (long a, long b) => a == b,
            (double a, double b) => a.Equals(b),
            (string a, string b) => string.Equals(a, b, StringComparison.Ordinal),
            _ => throw Incompatible(left, right),
        };
    }

    /// <summary>Less than 0, 0 or more than 0.</summary>
    public static int Order(IReadOnlyList<object?> arguments) => (Simple(arguments[0]), Simple(arguments[1])) switch
    {
        (long a, long b) => a.CompareTo(b),
        (double a, double b) => a.CompareTo(b),
        (string a, string b) => string.CompareOrdinal(a, b),
        _ => throw Incompatible(arguments[0], arguments[1]),
    };

    /// <summary>Quantities, times and ports compare by their text, or a port by its number.</summary>
    private static object? Simple(object? value) => value switch
    {
        GoNil => null,
        GoIntOrString { Name: null } port => port.Number,
        GoObject other => other.ToString(),
        _ => value,
    };

    private static TemplateFault Incompatible(object? left, object? right) =>
        new($"{Nature.TypeOf(left)} and {Nature.TypeOf(right)} cannot be compared");
}
