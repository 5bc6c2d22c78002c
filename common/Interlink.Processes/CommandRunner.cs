using Interlink.Processes.Native;
using Interlink.Processes.Watching;

namespace Interlink.Processes;

/// <summary>
/// Runs programs. Each gets a process group of its own, default signal handling and no descriptor but its standard streams. One thread
/// watches
/// all running commands, so a command costs neither a thread nor a poll. Instances have no state; use one from any number of threads.
/// </summary>
/// <param name="timeProvider">The clock for timeouts and durations; null means the system's.</param>
public sealed class CommandRunner(TimeProvider? timeProvider = null)
{
    private readonly TimeProvider _time = timeProvider ?? TimeProvider.System;

    /// <summary>False does as on a kernel older than 5.3.</summary>
    internal bool UsePidFd { get; init; } = true;

    /// <summary>Runs a command to its end. Children that outlive the program are left alone and not waited for.</summary>
    /// <param name="command">What to run.</param>
    /// <param name="cancellationToken">Ends the program and its children, as a timeout does.</param>
    /// <returns>How it ended; an exit code other than 0 is no exception.</returns>
    /// <exception cref="CommandStartException">The program cannot be started.</exception>
    /// <exception cref="CommandOutputTooLargeException">It wrote more than <see cref="Command.OutputLimitBytes"/>; it has been
    /// ended.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the program has ended.</exception>
    public async Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        long start = _time.GetTimestamp();
        CommandWatch watch = CommandWatch.Shared;
        RunningCommand running = await watch.StartAsync(command, UsePidFd).ConfigureAwait(false);

        ITimer? timer = command.Timeout is { } timeout
            ? _time.CreateTimer(_ => watch.End(running, EndReason.Timeout), null, timeout, Timeout.InfiniteTimeSpan)
            : null;
        int status;
        try
        {
            using CancellationTokenRegistration registration =
                cancellationToken.UnsafeRegister(_ => watch.End(running, EndReason.Cancellation), null);
            status = await running.Ended.ConfigureAwait(false);
        }
        finally
        {
            timer?.Dispose();
        }

        return Result(command, running, status, _time.GetElapsedTime(start), cancellationToken);
    }

    private static CommandResult Result(
        Command command, RunningCommand running, int status, TimeSpan duration, CancellationToken cancellationToken)
    {
        switch (running.EndReason)
        {
            case EndReason.Cancellation:
                throw new OperationCanceledException(cancellationToken);
            case EndReason.TooMuchOutput:
                throw new CommandOutputTooLargeException(
                    $"{command.Executable} wrote more than the {command.OutputLimitBytes} bytes allowed and was ended.");
        }

        return new CommandResult
        {
            ExitCode = WaitStatus.ExitCode(status),
            StandardOutput = running.Output.Text,
            StandardError = running.Error.Text,
            Duration = duration,
            TimedOut = running.EndReason == EndReason.Timeout,
        };
    }
}
