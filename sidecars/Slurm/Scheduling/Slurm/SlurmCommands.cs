using Interlink.Processes;
using Microsoft.Extensions.Logging;

namespace Interlink.Slurm.Scheduling.Slurm;

/// <summary>Starts Slurm's commands: with the admin's prefix words, without a shell, never for longer than the time limit.</summary>
internal sealed partial class SlurmCommands(CommandRunner runner, TimeSpan timeout, SchedulerMetrics metrics, ILogger<SlurmCommands> logger)
{
    // A reply about 5,000 jobs is 1.5 MB; anything beyond this is not Slurm.
    private const int OutputLimit = 64 * 1024 * 1024;

    /// <summary>Runs a command to its end; its exit code is the caller's to judge.</summary>
    /// <exception cref="SchedulerUnavailableException">It could not be started, or not within the time limit (<paramref
    /// name="uncertain"/> is called first).</exception>
    public async Task<CommandResult> RunAsync(
        IReadOnlyList<string> words,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken,
        Func<string, Exception>? uncertain = null)
    {
        var name = Path.GetFileName(words[^1]);
        CommandResult result;
        try
        {
            result = await runner.RunAsync(
                new Command
                {
                    Executable = words[0],
                    Arguments = [.. words.Skip(1), .. arguments],
                    Timeout = timeout,
                    OutputLimitBytes = OutputLimit,
                },
                cancellationToken);
        }
        catch (CommandStartException failure)
        {
            metrics.CommandFailed(name);
            throw new SchedulerUnavailableException(failure.Message, failure);
        }
        if (result.TimedOut)
        {
            metrics.CommandFailed(name);
            var message = $"{name} did not answer within {timeout.TotalSeconds:0} s and was ended.";
            throw uncertain?.Invoke(message) ?? new SchedulerUnavailableException(message);
        }
        if (result.ExitCode == 0 && result.StandardError.Trim() is { Length: > 0 } warning)
            LogWarning(name, warning);
        return result;
    }

    /// <summary>Runs a command that is only of use when it succeeds.</summary>
    public async Task<string> OutputAsync(IReadOnlyList<string> words, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await RunAsync(words, arguments, cancellationToken);
        if (result.ExitCode == 0)
            return result.StandardOutput;
        var name = Path.GetFileName(words[^1]);
        metrics.CommandFailed(name);
        throw new SchedulerUnavailableException($"{name} ended with code {result.ExitCode}: {OneLine(result.StandardError)}");
    }

    /// <summary>What a command printed, fit for a sentence.</summary>
    public static string OneLine(string text)
    {
        var line = string.Join("; ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return line.Length == 0 ? "it said nothing" : line.Length > 1000 ? line[..1000] + "…" : line;
    }

    [LoggerMessage(2001, LogLevel.Warning, "{Command} succeeded and said: {Text}")]
    private partial void LogWarning(string command, string text);
}
