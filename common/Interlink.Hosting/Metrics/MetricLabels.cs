using System.Globalization;
using System.Text;

namespace Interlink.Hosting.Metrics;

/// <summary>Tags as Prometheus' label sets: sorted by name, so that the order of tags makes no difference.</summary>
internal static class MetricLabels
{
    public static string Format(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var sorted = tags.ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        var text = new StringBuilder();
        foreach (var (name, value) in sorted)
        {
            text.Append(text.Length == 0 ? "" : ",").Append(MetricName.Sanitized(name)).Append("=\"");
            PrometheusText.AppendEscaped(text, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", quotes: true);
            text.Append('"');
        }

        return text.ToString();
    }
}
