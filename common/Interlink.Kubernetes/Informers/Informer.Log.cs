using Interlink.Kubernetes.Resources;
using Microsoft.Extensions.Logging;

namespace Interlink.Kubernetes.Informers;

public sealed partial class Informer<T>
{
    [LoggerMessage(EventId = 1520, Level = LogLevel.Warning, Message = "{Kind} objects are not followed at the moment: {Reason}")]
    private partial void LogFailure(string kind, string reason);

    [LoggerMessage(EventId = 1521, Level = LogLevel.Information, Message = "{Kind} objects are listed again: {Reason}")]
    private partial void LogExpired(string kind, string reason);

    [LoggerMessage(EventId = 1522, Level = LogLevel.Error, Message = "A change of {Kind} {Key} was not taken up")]
    private partial void LogHandler(Exception exception, string kind, ObjectKey key);
}
