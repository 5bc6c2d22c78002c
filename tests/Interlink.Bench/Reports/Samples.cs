namespace Interlink.Bench.Reports;

/// <summary>What was measured in several rounds.</summary>
internal sealed class Samples(IEnumerable<double> values)
{
    private readonly double[] sorted = [.. values.Order()];

    public double Median => Percentile(50);

    public double Lowest => sorted[0];

    public double Highest => sorted[^1];

    public int Count => sorted.Length;

    /// <summary>Measures so many times.</summary>
    public static Samples Of(int rounds, Func<double> measure) => new([.. Enumerable.Range(0, rounds).Select(_ => measure())]);

    /// <summary>The value that so many percent do not exceed (nearest rank); the median of an even number is the mean of two.</summary>
    public double Percentile(int percent)
    {
        if (percent == 50 && sorted.Length % 2 == 0)
            return (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
        return sorted[Math.Clamp((int)Math.Ceiling(sorted.Length * percent / 100.0) - 1, 0, sorted.Length - 1)];
    }
}
