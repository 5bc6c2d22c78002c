using Microsoft.Extensions.Logging;

namespace Interlink.Hosting.Logs;

/// <summary>One category's logger. Levels are filtered by the logging builder's rules.</summary>
internal sealed class StandardErrorLogger(StandardErrorLoggerProvider provider, string category) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => provider.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        provider.Write(category, logLevel, eventId, state, exception, formatter(state, exception));
}
