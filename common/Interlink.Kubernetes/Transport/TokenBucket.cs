namespace Interlink.Kubernetes.Transport;

/// <summary>Holds callers back so that no more calls per second than agreed are made; whoever came first goes first.</summary>
/// <param name="perSecond">Calls per second in the long run; 0 and less are without limit.</param>
/// <param name="burst">Calls that may be made at once after a pause, at least 1.</param>
/// <param name="time">The clock.</param>
internal sealed class TokenBucket(double perSecond, int burst, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly TimeSpan _interval = perSecond > 0 ? TimeSpan.FromSeconds(1 / perSecond) : TimeSpan.Zero;
    private readonly long _start = time.GetTimestamp();

    /// <summary>When the bucket will be full again, counted from the start.</summary>
    private TimeSpan _full = TimeSpan.Zero;

    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan pause = Take();
        if (pause > TimeSpan.Zero)
        {
            try
            {
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                GiveBack();
                throw;
            }
        }
    }

    /// <summary>Takes one and says how long to wait for it.</summary>
    internal TimeSpan Take()
    {
        if (_interval == TimeSpan.Zero)
        {
            return TimeSpan.Zero;
        }

        lock (_lock)
        {
            TimeSpan now = time.GetElapsedTime(_start);
            TimeSpan full = (_full > now ? _full : now) + _interval;
            _full = full;
            TimeSpan pause = full - now - (_interval * Math.Max(burst, 1));
            return pause > TimeSpan.Zero ? pause : TimeSpan.Zero;
        }
    }

    private void GiveBack()
    {
        lock (_lock)
        {
            _full -= _interval;
        }
    }
}
