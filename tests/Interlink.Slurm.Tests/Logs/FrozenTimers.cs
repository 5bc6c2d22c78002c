namespace Interlink.Slurm.Tests.Logs;

/// <summary>Timers that never fire, so that only a signal can end a wait.</summary>
internal sealed class FrozenTimers : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Frozen();

    private sealed class Frozen : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
