using System.Text;
using Interlink.Templates.Formats;
using Interlink.Templates.Values;

namespace Interlink.Templates.Functions;

/// <summary><c>len</c>, <c>index</c> and <c>slice</c>.</summary>
internal static class Indexing
{
    public static object Length(object? value) =>
        Nature.LengthOf(value) ?? throw new TemplateFault($"len of a {Nature.TypeOf(value)} does not exist");

    /// <summary>Element after element: <c>index x 1 "a"</c> is <c>x[1]["a"]</c>. What a map does not hold is zero.</summary>
    public static object? Index(IReadOnlyList<object?> arguments)
    {
        object? value = arguments[0];
        foreach (object? index in arguments.Skip(1))
        {
            value = value switch
            {
                null or GoNil => throw new TemplateFault("index of nil does not exist"),
                GoMap map => Find(map, index),
                GoList list => list.Items[Position(index, list.Items.Count - 1)],
                string text => Byte(Encoding.UTF8.GetBytes(text), index),
                byte[] bytes => Byte(bytes, index),
                _ => throw new TemplateFault($"index of a {Nature.TypeOf(value)} does not exist"),
            };
        }

        return value;
    }

    /// <summary><c>slice x 1 3</c> is <c>x[1:3]</c>; of a text, bytes.</summary>
    public static object Slice(IReadOnlyList<object?> arguments)
    {
        long length = arguments[0] is string or byte[] or GoList ? Nature.LengthOf(arguments[0])!.Value
            : throw new TemplateFault($"slice of a {Nature.TypeOf(arguments[0])} does not exist");
        if (arguments is [string, _, _, _])
        {
            throw new TemplateFault("slice takes no third index for a text");
        }

        // A third index would only say how far the list could grow.
        int most = arguments.Count > 3 ? Position(arguments[3], length) : (int)length;
        int end = arguments.Count > 2 ? Position(arguments[2], most) : most;
        int start = arguments.Count > 1 ? Position(arguments[1], length) : 0;
        if (start > end)
        {
            throw new TemplateFault($"slice from {start} to {end} does not exist");
        }

        return arguments[0] switch
        {
            string text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text).AsSpan(start, end - start)),
            byte[] bytes => bytes[start..end],
            GoList list => list with { Items = [.. list.Items.Skip(start).Take(end - start)] },
            _ => arguments[0]!,
        };
    }

    private static object? Find(GoMap map, object? key)
    {
        if (key is not string name)
        {
            throw new TemplateFault($"the keys of a {map.TypeName} are texts, not {Nature.TypeOf(key)}");
        }

        map.TryFind(name, out object? value);
        return value;
    }

    private static long Byte(byte[] bytes, object? index) => bytes[Position(index, bytes.Length - 1)];

    private static int Position(object? index, long last)
    {
        if (index is not long position)
        {
            throw new TemplateFault($"an index must be a whole number, not {Nature.TypeOf(index)}");
        }

        return position >= 0 && position <= last ? (int)position
            : throw new TemplateFault($"the index {GoFormat.Shown(position)} is out of range: the last is {GoFormat.Shown(last)}");
    }
}
