namespace Interlink.ApiServer.Tests.Statuses;

/// <summary>A clock that stands until it is told to go on.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long _now = TimeSpan.TicksPerDay;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public void GoOn(TimeSpan time) => Interlocked.Add(ref _now, time.Ticks);
}
