namespace Interlink.Templates.Values;

/// <summary>The Go type that a JSON value is read as.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Go's name, without the star of a pointer.</param>
/// <param name="Element">The type of a list's or map's elements.</param>
/// <param name="IsPointer">Whether it may be nil.</param>
internal sealed record GoType(GoKind Kind, string Name, GoType? Element = null, bool IsPointer = false)
{
    /// <summary>JSON of which nothing is known.</summary>
    public static readonly GoType Any = new(GoKind.Any, "interface {}");

    /// <summary>Reads a type as the table of types writes it: <c>[]v1.Container</c>, <c>*int</c>, <c>map[quantity]</c>.</summary>
    public static GoType Parse(string text)
    {
        if (text[0] == '*')
        {
            return Parse(text[1..]) with { IsPointer = true };
        }

        if (text.StartsWith("[]", StringComparison.Ordinal))
        {
            GoType element = Parse(text[2..]);
            return new GoType(GoKind.List, $"[]{element.Name}", element);
        }

        if (text.StartsWith("map[", StringComparison.Ordinal))
        {
            GoType element = Parse(text[4..^1]);
            return new GoType(GoKind.Map, $"map[string]{element.Name}", element);
        }

        return text switch
        {
            "any" => Any,
            "bool" => new GoType(GoKind.Bool, "bool"),
            "int" => new GoType(GoKind.Int, "int"),
            "string" => new GoType(GoKind.String, "string"),
            "bytes" => new GoType(GoKind.Bytes, "[]uint8"),
            "quantity" => new GoType(GoKind.Quantity, "resource.Quantity"),
            "time" => new GoType(GoKind.Time, "v1.Time"),
            "intorstring" => new GoType(GoKind.IntOrString, "intstr.IntOrString"),
            _ => new GoType(GoKind.Struct, text),
        };
    }
}
