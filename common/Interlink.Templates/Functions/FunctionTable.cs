using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Interlink.Templates.Formats;
using Interlink.Templates.Values;

namespace Interlink.Templates.Functions;

/// <summary>The functions by name: Go's own, and three that job scripts want.</summary>
internal static class FunctionTable
{
    private const int Any = int.MaxValue;

    private static readonly FrozenDictionary<string, Function> Functions = new Dictionary<string, Function>(StringComparer.Ordinal)
    {
        // The first two are carried out by the interpreter, which does not look at arguments that do not matter.
        ["and"] = new(1, Any, arguments => arguments[^1]),
        ["or"] = new(1, Any, arguments => arguments[^1]),
        ["not"] = new(1, 1, arguments => !Nature.IsTrue(arguments[0])),
        ["len"] = new(1, 1, arguments => Indexing.Length(arguments[0])),
        ["index"] = new(1, Any, Indexing.Index),
        ["slice"] = new(1, 4, Indexing.Slice),
        ["print"] = new(0, Any, GoFormat.Sprint),
        ["printf"] = new(1, Any, Printf),
        ["println"] = new(0, Any, GoFormat.Sprintln),
        ["html"] = new(0, Any, arguments => Escapes.Html(Joined(arguments))),
        ["js"] = new(0, Any, arguments => Escapes.JavaScript(Joined(arguments))),
        ["urlquery"] = new(0, Any, arguments => Escapes.UrlQuery(Joined(arguments))),
        ["eq"] = new(1, Any, Comparison.IsAnyEqual),
        ["ne"] = new(2, 2, arguments => !Comparison.AreEqual(arguments[0], arguments[1])),
        ["lt"] = new(2, 2, arguments => Comparison.Order(arguments) < 0),
        ["le"] = new(2, 2, arguments => Comparison.Order(arguments) <= 0),
        ["gt"] = new(2, 2, arguments => Comparison.Order(arguments) > 0),
        ["ge"] = new(2, 2, arguments => Comparison.Order(arguments) >= 0),
        ["quote"] = new(0, Any, Additions.Quote),
        ["default"] = new(1, 2, Additions.Default),
        ["join"] = new(2, 2, Additions.Join),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Their names, in the order of the alphabet.</summary>
    public static IEnumerable<string> Names => Functions.Keys.Order(StringComparer.Ordinal);

    public static bool TryFind(string name, [NotNullWhen(true)] out Function? function) => Functions.TryGetValue(name, out function);

    /// <summary>Why there is no such function.</summary>
    public static string WhyNot(string name) => name == "call"
        ? "the function call is not available: no data of a job hold a function"
        : $"the function {name} is not known; there are {string.Join(", ", Names)}";

    private static string Printf(IReadOnlyList<object?> arguments) => arguments[0] is string format
        ? GoPrintf.Format(format, [.. arguments.Skip(1)])
        : throw new TemplateFault($"printf needs a text as its format, not {Nature.TypeOf(arguments[0])}");

    private static string Joined(IReadOnlyList<object?> arguments) =>
        arguments is [string text] ? text : GoFormat.Sprint([.. arguments.Select(argument => argument ?? "<no value>")]);
}
