namespace Interlink.Templates.Values;

/// <summary>A list.</summary>
/// <param name="TypeName">Go's type.</param>
/// <param name="Items">Its elements.</param>
internal sealed record GoList(string TypeName, IReadOnlyList<object?> Items);
