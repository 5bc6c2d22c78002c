namespace Interlink.ApiServer.Sidecars;

/// <summary>The pauses of somebody who asks again until a deadline: a quarter of a second doubling to five, with jitter.</summary>
/// <param name="patience">From now to the deadline.</param>
/// <param name="time">The clock.</param>
internal sealed class BackOff(TimeSpan patience, TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private readonly long _began = time.GetTimestamp();
    private TimeSpan _next = First;

    /// <summary>What is left; never negative.</summary>
    public TimeSpan Left => patience - time.GetElapsedTime(_began) is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    /// <summary>Waits.</summary>
    /// <param name="least">Wait at least so long.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>False, at once, when the deadline would be over.</returns>
    public async Task<bool> WaitAsync(TimeSpan least, CancellationToken cancellationToken)
    {
        var pause = _next * (1 - Random.Shared.NextDouble() / 4);
        pause = pause < least ? least : pause;
        if (pause >= Left)
        {
            return false;
        }

        _next = _next * 2 < Longest ? _next * 2 : Longest;
        await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Waits.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>False, at once, when the deadline would be over.</returns>
    public Task<bool> WaitAsync(CancellationToken cancellationToken) => WaitAsync(TimeSpan.Zero, cancellationToken);
}
