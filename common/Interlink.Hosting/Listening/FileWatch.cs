using Interlink.Processes.Files;
using Microsoft.Extensions.Logging;

namespace Interlink.Hosting.Listening;

/// <summary>Watches files and logs what becomes of their changes.</summary>
public static partial class FileWatch
{
    /// <summary>Reads for the first time; exceptions of <paramref name="read"/> are the caller's.</summary>
    /// <param name="paths">The files; they need not exist if <paramref name="read"/> can do without.</param>
    /// <param name="read">Reads them.</param>
    /// <param name="logger">Is told of each change.</param>
    /// <typeparam name="T">What the files hold.</typeparam>
    public static WatchedFile<T> Of<T>(IReadOnlyList<string> paths, Func<T> read, ILogger logger)
        where T : class => new(paths, read)
        {
            Reread = path => LogReread(logger, path),
            Kept = (path, failure) => LogKept(logger, path, failure.Message),
        };

    [LoggerMessage(EventId = 1101, Level = LogLevel.Information, Message = "'{Path}' has changed and was read again")]
    private static partial void LogReread(ILogger logger, string path);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Error,
        Message = "'{Path}' has changed and cannot be used, what was read before stays: {Reason}")]
    private static partial void LogKept(ILogger logger, string path, string reason);
}
