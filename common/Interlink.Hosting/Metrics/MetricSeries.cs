namespace Interlink.Hosting.Metrics;

/// <summary>The numbers of one label set; guarded by its family.</summary>
internal sealed class MetricSeries(int buckets)
{
    /// <summary>The value; of a histogram the sum.</summary>
    public double Value { get; set; }

    /// <summary>How many values a histogram took.</summary>
    public long Count { get; private set; }

    /// <summary>How many of them fell between each bound and the one before.</summary>
    public long[] Buckets { get; } = new long[buckets];

    public void Observe(double value, ReadOnlySpan<double> bounds)
    {
        Value += value;
        Count++;
        for (var i = 0; i < bounds.Length; i++)
        {
            if (value <= bounds[i])
            {
                Buckets[i]++;
                return;
            }
        }
    }
}
