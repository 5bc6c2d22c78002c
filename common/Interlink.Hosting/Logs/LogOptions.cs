using Microsoft.Extensions.Logging;

namespace Interlink.Hosting.Logs;

/// <summary>What is logged and in which form. Logs go to standard error.</summary>
public sealed record LogOptions
{
    /// <summary>
    /// The lowest level that is logged. The framework's own categories are never below <see cref="LogLevel.Warning"/> unless this is <see
    /// cref="LogLevel.Trace"/>.
    /// </summary>
    public LogLevel Level { get; init; } = LogLevel.Information;

    /// <summary>One JSON object per line in place of text.</summary>
    public bool Json { get; init; }
}
