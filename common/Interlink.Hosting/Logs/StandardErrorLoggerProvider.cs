using Microsoft.Extensions.Logging;

namespace Interlink.Hosting.Logs;

/// <summary>Logs to standard error, without ever making a request wait for it.</summary>
internal sealed class StandardErrorLoggerProvider : ILoggerProvider, ISupportExternalScope
{
    private const int MaxWaitingLines = 8192;
    private readonly ProgramIdentity _program;
    private readonly TimeProvider _time;
    private readonly bool _json;
    private readonly LogQueue _queue;
    private IExternalScopeProvider? _scopes;

    public StandardErrorLoggerProvider(ProgramIdentity program, LogOptions options, TimeProvider time, Stream output)
    {
        _program = program;
        _time = time;
        _json = options.Json;
        _queue = new LogQueue(output, MaxWaitingLines, DroppedLine);
        AppDomain.CurrentDomain.UnhandledException += FlushBeforeEnd;
    }

    public long Dropped => _queue.Dropped;

    public ILogger CreateLogger(string categoryName) => new StandardErrorLogger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => _scopes?.Push(state);

    public void Write<TState>(string category, LogLevel level, EventId eventId, TState state, Exception? exception, string message)
    {
        List<KeyValuePair<string, object?>>? scope = null;
        _scopes?.ForEachScope((item, _) => Collect(item, ref scope), 0);
        IReadOnlyList<KeyValuePair<string, object?>> scopeValues = scope is null ? [] : scope;
        var values = _json ? state as IReadOnlyList<KeyValuePair<string, object?>> : null;
        var line = new LogLine(_time.GetUtcNow(), level, _program.Name, category, eventId.Id, message, scopeValues, values, exception);
        _queue.Add(Format(line));
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.UnhandledException -= FlushBeforeEnd;
        _queue.Dispose();
    }

    private static void Collect(object? item, ref List<KeyValuePair<string, object?>>? scope)
    {
        if (item is IEnumerable<KeyValuePair<string, object?>> values
            && item.GetType().Namespace?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) != true)
        {
            (scope ??= []).AddRange(values.Where(pair => pair.Key != "{OriginalFormat}"));
        }
    }

    private string Format(in LogLine line) => _json ? LogJson.Format(line) : LogText.Format(line);

    private string DroppedLine(long count)
    {
        var message = $"{count} log lines were dropped: standard error did not take them fast enough";
        return Format(new LogLine(_time.GetUtcNow(), LogLevel.Warning, _program.Name, "Log", 0, message, [], null, null));
    }

    private void FlushBeforeEnd(object sender, UnhandledExceptionEventArgs e) => _queue.Dispose();
}
