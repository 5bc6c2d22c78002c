namespace Interlink.Templates.Values;

/// <summary>A pointer that points to nothing, or JSON's null.</summary>
/// <param name="TypeName">Go's type.</param>
internal sealed record GoNil(string TypeName)
{
    /// <summary>JSON's null where nothing is known of the type.</summary>
    public static readonly GoNil Interface = new(GoType.Any.Name);

    public bool IsInterface => ReferenceEquals(this, Interface);
}
