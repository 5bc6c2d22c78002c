namespace Interlink.Hosting.Metrics;

/// <summary>Prometheus' kinds of metrics.</summary>
internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}
