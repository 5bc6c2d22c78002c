using System.Text;

namespace Interlink.KubernetesSidecar.Configuration;

/// <summary><c>%(key)s</c> and <c>%%</c> in the values of an INI file, by the rules of Python's <c>BasicInterpolation</c>.</summary>
internal static class IniInterpolation
{
    private const int MaxDepth = 10;

    /// <summary>The value with every reference replaced; a sentence in <paramref name="problems"/> where that cannot be done.</summary>
    public static string Expand(string place, string value, IReadOnlyDictionary<string, string> values, List<string> problems)
    {
        if (!value.Contains('%', StringComparison.Ordinal))
            return value;
        var text = new StringBuilder();
        if (TryExpand(value, values, text, 0) is { } problem)
        {
            problems.Add($"{place} {problem}");
            return value;
        }
        return text.ToString();
    }

    private static string? TryExpand(string value, IReadOnlyDictionary<string, string> values, StringBuilder text, int depth)
    {
        if (depth > MaxDepth)
            return "refers to itself";
        for (var index = 0; index < value.Length; index++)
        {
            if (value[index] != '%')
            {
                text.Append(value[index]);
                continue;
            }
            if (value.AsSpan(index).StartsWith("%%"))
            {
                text.Append('%');
                index++;
                continue;
            }
            var end = value.AsSpan(index).IndexOf(")s");
            if (!value.AsSpan(index).StartsWith("%(") || end < 0)
                return "has a single %: write %% for a percent sign";
            var name = value[(index + 2)..(index + end)].ToLowerInvariant();
            if (!values.TryGetValue(name, out var other))
                return $"refers to '{name}', which its section does not have";
            if (TryExpand(other, values, text, depth + 1) is { } problem)
                return problem;
            index += end + 1;
        }
        return null;
    }
}
