using Interlink.Hosting.Health;
using Interlink.Slurm.Scheduling;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interlink.Slurm.Jobs;

/// <summary>
/// The one loop that talks to the scheduler about existing jobs: at most one poll per interval for all of them, none while there is
/// nothing to ask, and with growing pauses while the scheduler does not answer. Callers read what it left behind and never wait for the
/// scheduler.
/// </summary>
internal sealed partial class JobMonitor(
    PodRegistry registry,
    IScheduler scheduler,
    JobPoll poll,
    InterruptedSubmissions submissions,
    Removals removals,
    TimeProvider clock,
    ILogger<JobMonitor> logger) : BackgroundService, IReadinessCheck
{
    private readonly SemaphoreSlim wake = new(0);
    private readonly TaskCompletionSource firstAnswer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PollPace pace = new(scheduler.PollInterval, scheduler.IdlePollInterval);
    private volatile string? outage;

    /// <summary>Why the scheduler does not answer; null when it does.</summary>
    public string? Outage => outage;

    string IReadinessCheck.Name => "scheduler";

    /// <summary>Completes with the first poll, successful or not: before it, nothing is known of jobs left by an earlier run.</summary>
    public Task FirstAnswer => firstAnswer.Task;

    /// <summary>Makes the loop look for new work now.</summary>
    public void Wake() => wake.Release();

    public ValueTask<string?> CheckAsync(CancellationToken cancellationToken) => ValueTask.FromResult(outage);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Run(() => registry.Load((folder, failure) => LogUnreadable(folder.Path, failure.Message)), stoppingToken);
        var lastPoll = clock.GetTimestamp() - clock.TimestampFrequency * 3600;
        while (!stoppingToken.IsCancellationRequested)
        {
            var due = clock.GetElapsedTime(lastPoll) >= pace.Pause;
            if (due)
                lastPoll = clock.GetTimestamp();
            await StepAsync(due, stoppingToken);
            if (due)
                _ = firstAnswer.TrySetResult();
            await WaitAsync(lastPoll, stoppingToken);
        }
    }

    private async Task StepAsync(bool due, CancellationToken stoppingToken)
    {
        try
        {
            if (due && submissions.Any)
                await submissions.AdvanceAsync(stoppingToken);
            var news = due && await poll.PollAsync(stoppingToken);
            // While the scheduler is out a deletion waits for the next poll like everything else.
            if (removals.Any && (due || !pace.Failing))
                await removals.AdvanceAsync(stoppingToken);
            if (due && pace.Failing)
                LogBack(scheduler.Name);
            if (due)
            {
                pace.Answered(news);
                outage = null;
            }
        }
        catch (SchedulerUnavailableException failure)
        {
            if (!pace.Failing)
                LogOutage(scheduler.Name, failure.Message);
            pace.Failed();
            outage = failure.Message;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // One pod's broken folder must not stop the watch over all others.
            pace.Failed();
            LogFailure(failure);
        }
    }

    private async Task WaitAsync(long lastPoll, CancellationToken stoppingToken)
    {
        var work = poll.Any || submissions.Any || removals.Any;
        var pause = pace.Pause - clock.GetElapsedTime(lastPoll);
        try
        {
            if (await wake.WaitAsync(work ? (pause > TimeSpan.Zero ? pause : TimeSpan.Zero) : Timeout.InfiniteTimeSpan, stoppingToken))
                pace.Hurry();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
        while (wake.Wait(0, CancellationToken.None))
        {
            // Many calls wake it once.
        }
    }

    [LoggerMessage(2501, LogLevel.Warning, "{Scheduler} does not answer; the last known states stay: {Message}")]
    private partial void LogOutage(string scheduler, string message);

    [LoggerMessage(2502, LogLevel.Information, "{Scheduler} answers again")]
    private partial void LogBack(string scheduler);

    [LoggerMessage(2504, LogLevel.Error, "the job folder {Folder} cannot be read and is left alone until the next start: {Message}")]
    private partial void LogUnreadable(string folder, string message);

    [LoggerMessage(2503, LogLevel.Error, "watching the jobs failed and goes on")]
    private partial void LogFailure(Exception failure);
}
