using Microsoft.Extensions.Logging;

namespace Interlink.Hosting.Endpoints;

/// <content>What it logs.</content>
internal sealed partial class CallPipeline
{
    [LoggerMessage(EventId = 1201, Level = LogLevel.Debug, Message = "{Method} {Path} was answered {Status} in {Milliseconds} ms")]
    private partial void LogAnswered(string method, string path, int status, long milliseconds);

    [LoggerMessage(EventId = 1202, Level = LogLevel.Information, Message = "{Method} {Path} was turned down with {Status}: {Reason}")]
    private partial void LogTurnedDown(string method, string path, int status, string reason, Exception? exception);

    [LoggerMessage(EventId = 1203, Level = LogLevel.Warning, Message = "{Method} {Path} failed with {Status}: {Reason}")]
    private partial void LogFailed(string method, string path, int status, string reason, Exception? exception);

    [LoggerMessage(EventId = 1204, Level = LogLevel.Error, Message = "{Method} {Path} failed unexpectedly")]
    private partial void LogUnexpected(string method, string path, Exception exception);

    [LoggerMessage(EventId = 1205, Level = LogLevel.Warning, Message = "A call of {Path} did not show the token and was refused")]
    private partial void LogRefused(string path);
}
