using System.Globalization;

namespace Interlink.Templates.Values;

/// <summary>A port by number or by name.</summary>
/// <param name="Number">The number; 0 when it has a name.</param>
/// <param name="Name">The name; null when it has a number.</param>
internal sealed record GoIntOrString(long Number, string? Name) : GoObject("intstr.IntOrString")
{
    public override string ToString() => Name ?? Number.ToString(CultureInfo.InvariantCulture);

    public override object? Member(string name) => name switch
    {
        "String" => ToString(),
        "IntVal" => Number,
        "StrVal" => Name ?? "",
        "IntValue" => Name is null ? Number : long.TryParse(Name, CultureInfo.InvariantCulture, out long number) ? number : 0L,
        _ => null,
    };
}
