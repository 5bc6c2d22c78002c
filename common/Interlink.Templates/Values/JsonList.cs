using System.Collections;
using System.Text.Json.Nodes;

namespace Interlink.Templates.Values;

/// <summary>A JSON list whose elements become values when they are asked for.</summary>
internal sealed class JsonList(JsonArray array, GoType element) : IReadOnlyList<object?>
{
    public int Count => array.Count;

    public object? this[int index] => JsonValues.Read(array[index], element);

    public IEnumerator<object?> GetEnumerator() => array.Select(item => (object?)JsonValues.Read(item, element)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
