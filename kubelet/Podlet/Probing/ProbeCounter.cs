namespace Interlink.Podlet.Probing;

/// <summary>Turns the attempts of a probe into what it says, as the kubelet's prober: only so many alike in a row count.</summary>
/// <param name="successThreshold">How many successes in a row; at least 1.</param>
/// <param name="failureThreshold">How many failures in a row; at least 1.</param>
/// <param name="initial">What it says before; null for nothing.</param>
internal sealed class ProbeCounter(int successThreshold, int failureThreshold, bool? initial)
{
    private bool? last;
    private int inARow;

    /// <summary>True while the probe succeeds; null while it has said nothing.</summary>
    public bool? Result { get; private set; } = initial;

    /// <summary>Counts an attempt; true when the probe now says something else.</summary>
    public bool Add(bool success)
    {
        inARow = last == success ? inARow + 1 : 1;
        last = success;
        if (Result == success || inARow < (success ? successThreshold : failureThreshold))
            return false;
        Result = success;
        return true;
    }
}
