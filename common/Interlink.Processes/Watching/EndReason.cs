namespace Interlink.Processes.Watching;

/// <summary>Why a program was ended.</summary>
internal enum EndReason
{
    /// <summary>It was not: it ended by itself.</summary>
    None,

    Timeout,

    Cancellation,

    TooMuchOutput,
}
