using Interlink.Templates.Formats;
using Interlink.Templates.Values;

namespace Interlink.Templates.Functions;

/// <summary>
/// Functions that Go does not have and that templates of other programs do (Sprig): <c>quote</c>, <c>default</c>, <c>join</c>.
/// </summary>
internal static class Additions
{
    /// <summary>Each value in double quotes, with Go's escapes; what is nil is left out.</summary>
    public static object Quote(IReadOnlyList<object?> arguments)
    {
        var quoted = new BoundedText();
        foreach (object? argument in arguments.Where(argument => argument is not (null or GoNil)))
        {
            quoted.Append(quoted.Length > 0 ? " " : "").Append(GoQuote.Text(Text(argument)));
        }

        return quoted.ToString();
    }

    /// <summary><c>default d x</c>: x, unless it is empty.</summary>
    public static object? Default(IReadOnlyList<object?> arguments) =>
        arguments.Count > 1 && Nature.IsTrue(arguments[1]) ? arguments[1] : arguments[0];

    /// <summary><c>join "," list</c>; a single value is a list of one.</summary>
    public static object Join(IReadOnlyList<object?> arguments)
    {
        IEnumerable<object?> items = arguments[1] is GoList list ? list.Items : [arguments[1]];
        string separator = Text(arguments[0]);
        var joined = new BoundedText();
        bool first = true;
        foreach (object? item in items.Where(item => item is not (null or GoNil)))
        {
            joined.Append(first ? "" : separator).Append(Text(item));
            first = false;
        }

        return joined.ToString();
    }

    private static string Text(object? value) => value is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : GoFormat.Text(value);
}
