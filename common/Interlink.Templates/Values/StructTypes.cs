using System.Collections.Concurrent;

namespace Interlink.Templates.Values;

/// <summary>
/// The Go structs that a job script template can see: the names of their fields, the JSON keys and the types, for <c>RetrievedPodData</c>
/// of interLink and what it holds of Kubernetes' core/v1.
/// </summary>
internal static class StructTypes
{
    /// <summary>What a job script template is given.</summary>
    public static readonly GoType PodData = GoType.Parse("interlink.RetrievedPodData");

    private static readonly Lazy<Dictionary<string, string>> Lines = new(ReadLines);
    private static readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, StructField>> Known = new(StringComparer.Ordinal);

    /// <summary>The fields of a struct by Go's name.</summary>
    public static IReadOnlyDictionary<string, StructField> FieldsOf(string type) => Known.GetOrAdd(type, Parse);

    /// <summary>All structs, for tests.</summary>
    public static IEnumerable<string> Names => Lines.Value.Keys;

    private static Dictionary<string, StructField> Parse(string type) =>
        Lines.Value[type].Split(' ').Skip(1).Select(StructField.Parse).ToDictionary(field => field.Name, StringComparer.Ordinal);

    private static Dictionary<string, string> ReadLines()
    {
        using Stream stream = typeof(StructTypes).Assembly.GetManifestResourceStream("Interlink.Templates.types.txt")
            ?? throw new InvalidOperationException("The table of types is not in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(line => line[..line.IndexOf(' ', StringComparison.Ordinal)], StringComparer.Ordinal);
    }
}
