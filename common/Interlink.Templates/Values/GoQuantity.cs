using Interlink.Protocol;

namespace Interlink.Templates.Values;

/// <summary>A Kubernetes quantity, printed in the canonical form.</summary>
/// <param name="Written">As the JSON has it.</param>
internal sealed record GoQuantity(string Written) : GoObject("resource.Quantity")
{
    private Quantity Amount => Quantity.TryParse(Written, out Quantity amount) ? amount : default;

    public override string ToString() => Quantity.TryParse(Written, out Quantity amount) ? amount.ToString() : Written;

    public override object? Member(string name) => name switch
    {
        "String" => ToString(),
        "Value" => Amount.Value,
        "MilliValue" => Amount.MilliValue,
        "IsZero" => Amount.Sign == 0,
        "Sign" => (long)Amount.Sign,
        "AsApproximateFloat64" => Amount.MilliValue / 1000.0,
        _ => null,
    };
}
