using Microsoft.Extensions.Logging;

namespace Interlink.SshTunnel.Sessions;

/// <summary>What ssh says on one connection: it goes to the log, and the last of it is kept to explain the end.</summary>
internal sealed partial class SshOutput(ILogger logger)
{
    private const int KeptLines = 40;

    private readonly Queue<string> _last = new();
    private readonly Lock _lock = new();

    /// <summary>The last lines, oldest first, without those for debugging.</summary>
    public IReadOnlyList<string> Last
    {
        get
        {
            lock (_lock)
            {
                return [.. _last];
            }
        }
    }

    public void Take(string line)
    {
        if (line.StartsWith("debug", StringComparison.Ordinal))
        {
            LogDetail(line);
            return;
        }

        // It speaks of a file of ours that is gone in a moment.
        if (string.IsNullOrWhiteSpace(line) || line.StartsWith("Warning: Permanently added", StringComparison.Ordinal))
        {
            return;
        }

        LogLine(line);
        lock (_lock)
        {
            _last.Enqueue(line);
            if (_last.Count > KeptLines)
            {
                _last.Dequeue();
            }
        }
    }

    [LoggerMessage(EventId = 5101, Level = LogLevel.Information, Message = "ssh: {Line}")]
    private partial void LogLine(string line);

    [LoggerMessage(EventId = 5102, Level = LogLevel.Debug, Message = "ssh: {Line}")]
    private partial void LogDetail(string line);
}
