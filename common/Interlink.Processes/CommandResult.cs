namespace Interlink.Processes;

/// <summary>How a command ended.</summary>
public sealed record CommandResult
{
    /// <summary>The exit code, 128 + n when signal n ended the program.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Standard output as UTF-8; bytes that are none read as U+FFFD.</summary>
    public required string StandardOutput { get; init; }

    /// <summary>Standard error as UTF-8; bytes that are none read as U+FFFD.</summary>
    public required string StandardError { get; init; }

    /// <summary>From the start to the end of the program.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>
    /// True when the program was ended because it ran longer than <see cref="Command.Timeout"/>; its output up to then is kept.
    /// </summary>
    public bool TimedOut { get; init; }
}
