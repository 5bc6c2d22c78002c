namespace Interlink.Protocol;

/// <summary>How a quantity was written and is printed.</summary>
public enum QuantityFormat
{
    /// <summary>Powers of 1000: <c>n u m k M G T P E</c>.</summary>
    DecimalSI,

    /// <summary>Powers of 1024: <c>Ki Mi Gi Ti Pi Ei</c>.</summary>
    BinarySI,

    /// <summary>Scientific: <c>1e3</c>.</summary>
    DecimalExponent,
}
