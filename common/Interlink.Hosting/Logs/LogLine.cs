using Microsoft.Extensions.Logging;

namespace Interlink.Hosting.Logs;

/// <summary>One thing to be logged, before it has a form.</summary>
internal readonly record struct LogLine(
    DateTimeOffset Time,
    LogLevel Level,
    string Program,
    string Category,
    int EventId,
    string Message,
    IReadOnlyList<KeyValuePair<string, object?>> Scope,
    IReadOnlyList<KeyValuePair<string, object?>>? Values,
    Exception? Exception);
