namespace Interlink.Kubernetes.Queues;

/// <summary>Pauses that double from failure to failure.</summary>
public sealed record BackOff
{
    /// <summary>The pause after the first failure.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>By how much of itself a pause may be longer or shorter, from 0 to 1, so that many do not come back at once.</summary>
    public double Jitter { get; init; } = 0.2;

    /// <summary>The pause after a number of failures in a row, from 1.</summary>
    /// <param name="failures">How many failures there have been; 0 is no pause.</param>
    /// <param name="chance">From 0 to 1.</param>
    public TimeSpan Pause(int failures, double chance)
    {
        if (failures < 1)
        {
            return TimeSpan.Zero;
        }

        TimeSpan doubled = First * Math.Pow(2, Math.Min(failures - 1, 30));
        return (doubled < Longest ? doubled : Longest) * (1 + (Jitter * ((2 * chance) - 1)));
    }
}
