using System.Threading.Tasks.Sources;

namespace Interlink.Slurm.Logs;

/// <summary>Lets one task wait, again and again, for a signal or a time. A signal that nobody waits for is kept.</summary>
internal sealed class Wakeup : IValueTaskSource, IDisposable
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly ITimer timer;
    private ManualResetValueTaskSourceCore<bool> source = new() { RunContinuationsAsynchronously = true };
    private bool waiting;
    private bool signaled;

    public Wakeup(TimeProvider time)
    {
        this.time = time;
        timer = time.CreateTimer(state => ((Wakeup)state!).Signal(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Signal()
    {
        lock (gate)
        {
            signaled = !waiting;
            if (!waiting)
                return;
            waiting = false;
        }

        source.SetResult(true);
    }

    /// <summary>Ends with the next signal or after the time, whichever is first; it may also end early for nothing.</summary>
    public ValueTask WaitAsync(TimeSpan atMost)
    {
        lock (gate)
        {
            if (signaled)
            {
                signaled = false;
                return ValueTask.CompletedTask;
            }

            source.Reset();
            waiting = true;
            timer.Change(UntilNextBeat(atMost), Timeout.InfiniteTimeSpan);
            return new ValueTask(this, source.Version);
        }
    }

    public void Dispose() => timer.Dispose();

    /// <summary>
    /// Equal waits end on one beat: a thousand tasks that wake together cost a third of a thousand that wake one by one.
    /// </summary>
    private TimeSpan UntilNextBeat(TimeSpan atMost)
    {
        long interval = Math.Max(1, (long)atMost.TotalMilliseconds);
        long now = (long)time.GetElapsedTime(0).TotalMilliseconds;
        return TimeSpan.FromMilliseconds(interval - now % interval);
    }

    void IValueTaskSource.GetResult(short token) => source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        source.OnCompleted(continuation, state, token, flags);
}
