using System.Diagnostics.CodeAnalysis;
using Interlink.Hosting.Native;
using Microsoft.Extensions.Logging;

namespace Interlink.Hosting.Listening;

/// <summary>
/// A value read from files that are replaced while the program runs (tokens, certificates). It is read again when a file's identity, size
/// or time of change differs; while that fails, the last good value stays. Looking costs one statx per file.
/// </summary>
internal sealed partial class WatchedFile<T>
    where T : class
{
    private readonly string[] _paths;
    private readonly Func<T> _read;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private FileIdentity?[] _seen;
    private volatile T _value;

    /// <summary>Reads for the first time; exceptions of <paramref name="read"/> are the caller's.</summary>
    public WatchedFile(IReadOnlyList<string> paths, Func<T> read, ILogger logger)
    {
        _paths = [.. paths];
        _read = read;
        _logger = logger;
        _seen = Identities();
        _value = read();
    }

    public T Current
    {
        get
        {
            var now = Identities();
            if (!now.AsSpan().SequenceEqual(Volatile.Read(ref _seen)))
            {
                Reread(now);
            }

            return _value;
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "Whatever is wrong with the new file, the old value serves.")]
    private void Reread(FileIdentity?[] now)
    {
        lock (_lock)
        {
            if (now.AsSpan().SequenceEqual(_seen))
            {
                return;
            }

            // Remembered first: a file that is wrong is read, and complained about, once per change.
            Volatile.Write(ref _seen, now);
            try
            {
                _value = _read();
                LogReread(_paths[0]);
            }
            catch (Exception e)
            {
                LogKept(_paths[0], e.Message);
            }
        }
    }

    private FileIdentity?[] Identities() => Array.ConvertAll(_paths, path => FileIdentity.Read(path, followLinks: true));

    [LoggerMessage(EventId = 1101, Level = LogLevel.Information, Message = "'{Path}' has changed and was read again")]
    private partial void LogReread(string path);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Error,
        Message = "'{Path}' has changed and cannot be used, what was read before stays: {Reason}")]
    private partial void LogKept(string path, string reason);
}
