using System.Diagnostics.Metrics;

namespace Interlink.Hosting.Metrics;

/// <summary>
/// Prometheus' name and kind of an instrument: dots become underscores, the unit and <c>_total</c> are appended as OpenTelemetry's
/// compatibility rules say.
/// </summary>
internal static class MetricName
{
    private const string Prefix = "interlink_";

    public static MetricKind? KindOf(Instrument instrument) => instrument switch
    {
        Counter<int> or Counter<long> or Counter<double>
            or ObservableCounter<int> or ObservableCounter<long> or ObservableCounter<double> => MetricKind.Counter,
        Histogram<int> or Histogram<long> or Histogram<double> => MetricKind.Histogram,
        UpDownCounter<int> or UpDownCounter<long> or UpDownCounter<double>
            or ObservableUpDownCounter<int> or ObservableUpDownCounter<long> or ObservableUpDownCounter<double>
            or Gauge<int> or Gauge<long> or Gauge<double>
            or ObservableGauge<int> or ObservableGauge<long> or ObservableGauge<double> => MetricKind.Gauge,
        _ => null,
    };

    /// <summary>True when each measurement is to be added to what was, false when it replaces it.</summary>
    public static bool Adds(Instrument instrument) =>
        instrument is Counter<int> or Counter<long> or Counter<double>
            or UpDownCounter<int> or UpDownCounter<long> or UpDownCounter<double>;

    public static string Of(Instrument instrument, MetricKind kind)
    {
        var name = Sanitized(instrument.Name);
        name = name.StartsWith(Prefix, StringComparison.Ordinal) ? name : Prefix + name;
        name = WithSuffix(name, instrument.Unit switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "By" => "_bytes",
            "1" when kind == MetricKind.Gauge => "_ratio",
            _ => "",
        });
        return kind == MetricKind.Counter ? WithSuffix(name, "_total") : name;
    }

    /// <summary>A label's name as Prometheus allows it.</summary>
    public static string Sanitized(string name) =>
        string.Create(name.Length, name, static (span, name) =>
        {
            for (var i = 0; i < name.Length; i++)
            {
                span[i] = char.IsAsciiLetter(name[i]) || (i > 0 && char.IsAsciiDigit(name[i])) ? name[i] : '_';
            }
        });

    private static string WithSuffix(string name, string suffix) => name.EndsWith(suffix, StringComparison.Ordinal) ? name : name + suffix;
}
