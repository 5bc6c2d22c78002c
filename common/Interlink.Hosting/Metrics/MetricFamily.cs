using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Interlink.Hosting.Metrics;

/// <summary>One metric with all its label sets.</summary>
internal sealed class MetricFamily
{
    /// <summary>
    /// A label set more than this goes into one series labelled <c>overflow</c>: a label that holds pod names must not fill the memory.
    /// </summary>
    private const int MaxSeries = 2000;

    private readonly string _name;
    private readonly string _help;
    private readonly MetricKind _kind;
    private readonly bool _adds;
    private readonly bool _observed;
    private readonly double[] _bounds;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);

    public MetricFamily(string name, Instrument instrument, MetricKind kind)
    {
        _name = name;
        _help = instrument.Description ?? "";
        _kind = kind;
        _adds = MetricName.Adds(instrument);
        _observed = instrument.IsObservable;
        _bounds = kind == MetricKind.Histogram ? MetricBuckets.For(instrument) : [];
    }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = MetricLabels.Format(tags);
        lock (_lock)
        {
            if (!_series.TryGetValue(labels, out var series))
            {
                labels = _series.Count >= MaxSeries ? "overflow=\"true\"" : labels;
                if (!_series.TryGetValue(labels, out series))
                {
                    series = new MetricSeries(_bounds.Length);
                    _series.Add(labels, series);
                }
            }

            if (_kind == MetricKind.Histogram)
            {
                series.Observe(value, _bounds);
            }
            else
            {
                series.Value = _adds ? series.Value + value : value;
            }
        }
    }

    /// <summary>What is observed anew each time has only the label sets that exist now.</summary>
    public void ForgetObserved()
    {
        if (_observed)
        {
            lock (_lock)
            {
                _series.Clear();
            }
        }
    }

    public void Write(StringBuilder text)
    {
        lock (_lock)
        {
            if (_series.Count == 0)
            {
                return;
            }

            PrometheusText.Header(text, _name, _help, _kind);
            foreach (var (labels, series) in _series)
            {
                if (_kind == MetricKind.Histogram)
                {
                    WriteHistogram(text, labels, series);
                }
                else
                {
                    PrometheusText.Sample(text, _name, labels, series.Value);
                }
            }
        }
    }

    private void WriteHistogram(StringBuilder text, string labels, MetricSeries series)
    {
        var separator = labels.Length == 0 ? "" : ",";
        var below = 0L;
        for (var i = 0; i < _bounds.Length; i++)
        {
            below += series.Buckets[i];
            var bound = _bounds[i].ToString(CultureInfo.InvariantCulture);
            PrometheusText.Sample(text, _name + "_bucket", $"{labels}{separator}le=\"{bound}\"", below);
        }

        PrometheusText.Sample(text, _name + "_bucket", $"{labels}{separator}le=\"+Inf\"", series.Count);
        PrometheusText.Sample(text, _name + "_sum", labels, series.Value);
        PrometheusText.Sample(text, _name + "_count", labels, series.Count);
    }
}
