namespace Interlink.Slurm.Tests.Logs;

/// <summary>A wall clock that stands still; timers run.</summary>
internal sealed class FixedTime(string now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.Parse(now, null);
}
