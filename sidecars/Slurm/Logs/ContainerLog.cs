using Interlink.Hosting.Pods;
using Interlink.Protocol.Wire;

namespace Interlink.Slurm.Logs;

/// <summary>
/// A container's log as <c>kubectl logs</c> wants it. Since chooses the first line, tail keeps the last lines of those, the limit counts
/// bytes of what is sent, times included. Only the last run of a restarted container is sent, or with <see cref="LogRequest.Previous"/> the
/// one before it. Lines are dated to 50 ms by the time index; lines that it does not cover, and all lines of a log without one (a folder of
/// the Go plugin), by the log's last modification. A log that does not exist yet is empty; a follower waits for it. A follower goes on
/// through restarts of the container, and from the new beginning of a log that is truncated or replaced.
/// </summary>
/// <param name="files">Where the log is.</param>
/// <param name="request">What is asked for; a negative number counts as none.</param>
/// <param name="ended">
/// True once nothing more will be written: the container ended for good or its pod is gone. Asked at every look of a follower.
/// </param>
/// <param name="time">What "seconds ago" is counted from.</param>
internal sealed class ContainerLog(LogFiles files, LogRequest request, Func<bool> ended, TimeProvider time) : IPodLog
{
    private const int Attempts = 4;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>Finds out before the first byte is sent whether there is what was asked for.</summary>
    /// <exception cref="PodRequestException">There was no previous run.</exception>
    public void EnsureFound() => _ = FindRange();

    /// <inheritdoc/>
    public async Task CopyToAsync(Stream output, CancellationToken cancellationToken)
    {
        var range = FindRange();
        bool follow = request.Follow && range.End is null;
        var sent = new LogOutput(output, request.LimitBytes is >= 0 ? request.LimitBytes : null, follow);
        using var sender = new LogSender(files, range, request, Since(), sent);
        using var subscription = follow ? LogWatch.Shared.Subscribe(files.Output, time, cancellationToken) : null;
        for (int failures = 0; !sent.IsFull;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool last = !follow || ended();
            try
            {
                if (await sender.SendAsync(cancellationToken))
                    subscription?.Changed();
                if (last)
                    return;
                failures = 0;
            }
            catch (LogFileException exception)
            {
                if (!exception.IsTransient || last && ++failures == Attempts)
                    throw Unreadable(exception);
                sender.Close();
            }

            await sent.BeginAsync(cancellationToken);
            await (subscription?.WaitAsync(cancellationToken) ?? new ValueTask(Task.Delay(RetryDelay, time, cancellationToken)));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private LogRange FindRange()
    {
        try
        {
            return request.Previous ? LogRange.OfPreviousRun(files.Runs) ?? throw NoPreviousRun() : LogRange.OfLastRun(files.Runs);
        }
        catch (LogFileException exception)
        {
            throw Unreadable(exception);
        }
    }

    /// <summary>In the kubelet's words, which users and scripts know.</summary>
    private PodRequestException NoPreviousRun() => new(
        PodRequestFailure.NotFound,
        $"previous terminated container \"{request.ContainerName}\" in pod \"{request.PodName}\" not found");

    private static PodRequestException Unreadable(LogFileException exception) =>
        new(PodRequestFailure.Storage, exception.Message, exception);

    /// <summary>Milliseconds since the Unix epoch, rounded up: a log's times are whole milliseconds.</summary>
    private long? Since()
    {
        if (request.SinceTime is { } moment)
            return (moment.UtcTicks - DateTime.UnixEpoch.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
        if (request.SinceSeconds is not >= 0)
            return null;
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return now - Math.Min(request.SinceSeconds.Value, now / 1000) * 1000;
    }
}
