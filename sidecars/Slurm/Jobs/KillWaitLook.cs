using Interlink.Slurm.Scheduling;

namespace Interlink.Slurm.Jobs;

/// <summary>
/// Finds out once how long the cluster leaves to jobs that it ends. A pod that comes before that is known waits a moment for it and then
/// goes without: podlet takes Slurm's own default.
/// </summary>
internal sealed class KillWaitLook(IScheduler scheduler, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan UntilNext = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile Answer? known;
    private long? failedAt;

    /// <summary>Null when the cluster does not say, or has not answered.</summary>
    public async Task<TimeSpan?> FindAsync()
    {
        if (known is { } answer)
            return answer.KillWait;
        await gate.WaitAsync();
        try
        {
            if (known is null && (failedAt is not { } then || clock.GetElapsedTime(then) >= UntilNext))
                await AskAsync();
        }
        finally
        {
            _ = gate.Release();
        }

        return known?.KillWait;
    }

    private async Task AskAsync()
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        try
        {
            known = new Answer(await scheduler.KillWaitAsync(patience.Token));
        }
        catch (Exception failure) when (failure is SchedulerUnavailableException or OperationCanceledException)
        {
            failedAt = clock.GetTimestamp();
        }
    }

    private sealed record Answer(TimeSpan? KillWait);
}
