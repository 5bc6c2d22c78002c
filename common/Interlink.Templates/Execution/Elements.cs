using Interlink.Templates.Values;

namespace Interlink.Templates.Execution;

/// <summary>What <c>range</c> goes through.</summary>
internal static class Elements
{
    /// <summary>The elements with their index or key; of a number, the numbers below it.</summary>
    /// <exception cref="TemplateFault">There is nothing to go through.</exception>
    public static IEnumerable<(object? Key, object? Element)> Of(object? value) => value switch
    {
        null or GoNil => [],
        GoList list => list.Items.Select((element, index) => ((object?)(long)index, element)),
        GoMap map => map.SortedKeys.Select(key => ((object?)key, map.TryFind(key, out object? element) ? element : null)),
        byte[] bytes => bytes.Select((element, index) => ((object?)(long)index, (object?)(long)element)),
        long count => Below(count),
        _ => throw new TemplateFault($"range cannot go through a {Nature.TypeOf(value)}"),
    };

    private static IEnumerable<(object? Key, object? Element)> Below(long count)
    {
        for (long i = 0; i < count; i++)
        {
            yield return (i, i);
        }
    }
}
