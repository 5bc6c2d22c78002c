namespace Interlink.Templates.Values;

/// <summary>A field of a Go struct.</summary>
/// <param name="Name">Go's name.</param>
/// <param name="Key">The JSON key, in any case; null when an embedded struct has no key of its own.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsEmbedded">Whether its own fields count as the outer struct's.</param>
internal sealed record StructField(string Name, string? Key, GoType Type, bool IsEmbedded)
{
    /// <summary>Reads <c>Name:type</c>, <c>Name=key:type</c>, and with a <c>+</c> before it an embedded struct.</summary>
    public static StructField Parse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        bool embedded = text[0] == '+';
        string[] names = text[(embedded ? 1 : 0)..colon].Split('=');
        string? key = names.Length > 1 ? names[1] : embedded ? null : names[0];
        return new StructField(names[0], key, GoType.Parse(text[(colon + 1)..]), embedded);
    }
}
