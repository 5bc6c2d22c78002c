using System.Text;

namespace Interlink.Templates.Values;

/// <summary>What can be said of any value.</summary>
internal static class Nature
{
    /// <summary>Go's name of its type.</summary>
    public static string TypeOf(object? value) => value switch
    {
        null => "nil",
        bool => "bool",
        long => "int",
        double => "float64",
        string => "string",
        byte[] => "[]uint8",
        GoNil nil => nil.TypeName,
        GoList list => list.TypeName,
        GoMap map => map.TypeName,
        GoStruct structure => structure.TypeName,
        GoObject other => other.TypeName,
        _ => "unknown",
    };

    /// <summary>Go's rule of what counts as true: anything but false, 0, nil and what has no elements.</summary>
    public static bool IsTrue(object? value) => value switch
    {
        null or GoNil => false,
        bool truth => truth,
        long number => number != 0,
        double number => number != 0,
        string text => text.Length > 0,
        _ => LengthOf(value) is not 0,
    };

    /// <summary>Elements, or bytes of a text; null for what has no length.</summary>
    public static long? LengthOf(object? value) => value switch
    {
        string text => Encoding.UTF8.GetByteCount(text),
        byte[] bytes => bytes.Length,
        GoList list => list.Items.Count,
        GoMap map => map.Count,
        _ => null,
    };

    /// <summary>A field, a map's value or a method without arguments. A map's missing value is null.</summary>
    /// <exception cref="TemplateFault">There is none.</exception>
    public static object? Member(object? owner, string name)
    {
        switch (owner)
        {
            case null:
                return null;
            case GoNil nil:
                throw new TemplateFault($"{nil.TypeName} is nil, it has no {name}: ask with 'if' or 'with' first");
            case GoMap map:
                return map.TryFind(name, out object? found) ? found : ResourceOf(map, name);
            case GoStruct structure when structure.TryFind(name, out object? field):
                return field;
            case GoObject other when other.Member(name) is { } member:
                return member;
            default:
                throw new TemplateFault($"the type {TypeOf(owner)} has no field {name}");
        }
    }

    /// <summary>Resource lists have methods for some of their keys; what they do not hold is zero.</summary>
    private static object? ResourceOf(GoMap map, string method)
    {
        string? key = map.Element.Kind != GoKind.Quantity ? null : method switch
        {
            "Cpu" => "cpu",
            "Memory" => "memory",
            "Storage" => "storage",
            "StorageEphemeral" => "ephemeral-storage",
            "Pods" => "pods",
            _ => null,
        };
        if (key is null)
        {
            return null;
        }

        map.TryFind(key, out object? value);
        return value;
    }
}
