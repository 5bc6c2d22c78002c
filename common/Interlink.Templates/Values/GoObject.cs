namespace Interlink.Templates.Values;

/// <summary>A struct that templates take for its text and its methods. <see cref="object.ToString"/> is what Go prints.</summary>
/// <param name="TypeName">Go's type.</param>
internal abstract record GoObject(string TypeName)
{
    /// <summary>The value of a field, or of a method without arguments; null when there is none.</summary>
    public abstract object? Member(string name);
}
