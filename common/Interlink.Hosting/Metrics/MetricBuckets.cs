using System.Diagnostics.Metrics;

namespace Interlink.Hosting.Metrics;

/// <summary>The upper bounds of a histogram's buckets: what the instrument advises, else fixed ones for its unit.</summary>
internal static class MetricBuckets
{
    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];
    private static readonly double[] Bytes = [1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20, 1 << 22, 1 << 24, 1 << 26];
    private static readonly double[] Numbers = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

    public static double[] For(Instrument instrument) => Advised(instrument) ?? instrument.Unit switch
    {
        "s" => Seconds,
        "By" => Bytes,
        _ => Numbers,
    };

    private static double[]? Advised(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        _ => null,
    };
}
