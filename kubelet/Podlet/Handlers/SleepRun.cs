namespace Interlink.Podlet.Handlers;

/// <summary>A pause.</summary>
internal sealed class SleepRun(TimeSpan pause, TimeProvider time) : HandlerRun
{
    private readonly long since = time.GetTimestamp();

    public override TimeSpan? Wait => pause - time.GetElapsedTime(since);

    public override void Look()
    {
        if (Wait <= TimeSpan.Zero)
            Outcome = HandlerOutcome.Success;
    }

    protected override void Abandon()
    {
    }
}
