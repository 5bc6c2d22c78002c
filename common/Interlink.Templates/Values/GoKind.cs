namespace Interlink.Templates.Values;

/// <summary>What a Go type is, as far as a template can tell.</summary>
internal enum GoKind
{
    /// <summary>Whatever the JSON holds.</summary>
    Any,

    /// <summary>A truth value.</summary>
    Bool,

    /// <summary>A whole number.</summary>
    Int,

    /// <summary>A text.</summary>
    String,

    /// <summary>Bytes: Base64 in JSON.</summary>
    Bytes,

    /// <summary>A Kubernetes quantity.</summary>
    Quantity,

    /// <summary>A time: RFC 3339 in JSON.</summary>
    Time,

    /// <summary>A port by number or by name.</summary>
    IntOrString,

    /// <summary>A list.</summary>
    List,

    /// <summary>A map with texts as keys.</summary>
    Map,

    /// <summary>A struct with known fields.</summary>
    Struct,
}
