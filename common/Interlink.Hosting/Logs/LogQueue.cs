using System.Text;

namespace Interlink.Hosting.Logs;

/// <summary>
/// Lines on their way to a stream that may block (a full pipe, a stuck terminal). Whoever logs never waits: when the queue is full the
/// line is dropped and counted, and the count is told once there is room.
/// </summary>
internal sealed class LogQueue : IDisposable
{
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(2);
    private readonly Stream _output;
    private readonly int _capacity;
    private readonly Func<long, string> _droppedLine;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _filled = new(0);
    private readonly Thread _writer;
    private List<string> _waiting = [];
    private List<string> _writing = [];
    private long _dropped;
    private long _droppedInAll;
    private bool _closed;

    /// <param name="output">Where lines go, in UTF-8.</param>
    /// <param name="capacity">How many lines may wait.</param>
    /// <param name="droppedLine">Words the line that says how many were dropped.</param>
    public LogQueue(Stream output, int capacity, Func<long, string> droppedLine)
    {
        _output = output;
        _capacity = capacity;
        _droppedLine = droppedLine;
        _writer = new Thread(WriteUntilClosed) { IsBackground = true, Name = "log" };
        _writer.Start();
    }

    /// <summary>How many lines were dropped since the start.</summary>
    public long Dropped => Interlocked.Read(ref _droppedInAll);

    /// <summary>Takes a line, without its ending.</summary>
    public void Add(string line)
    {
        bool first;
        lock (_lock)
        {
            if (_closed || _waiting.Count >= _capacity)
            {
                _dropped++;
                Interlocked.Increment(ref _droppedInAll);
                return;
            }

            first = _waiting.Count == 0;
            _waiting.Add(line);
        }

        if (first)
        {
            _filled.Release();
        }
    }

    /// <summary>Writes what waits, for at most two seconds, and takes nothing more.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
        }

        _filled.Release();
        if (_writer.Join(FlushTimeout))
        {
            _filled.Dispose();
        }
    }

    private void WriteUntilClosed()
    {
        var bytes = new MemoryStream();
        bool closed;
        do
        {
            _filled.Wait();
            long dropped;
            lock (_lock)
            {
                (_waiting, _writing) = (_writing, _waiting);
                (dropped, _dropped) = (_dropped, 0);
                closed = _closed;
            }

            if (dropped > 0)
            {
                _writing.Add(_droppedLine(dropped));
            }

            WriteAll(bytes);
        }
        while (!closed);
    }

    private void WriteAll(MemoryStream bytes)
    {
        foreach (var line in _writing)
        {
            bytes.Write(Encoding.UTF8.GetBytes(line));
            bytes.WriteByte((byte)'\n');
        }

        _writing.Clear();
        try
        {
            _output.Write(bytes.GetBuffer(), 0, (int)bytes.Length);
            _output.Flush();
        }
        catch (IOException)
        {
            // Nobody reads standard error any more; the work goes on without a log.
        }

        bytes.SetLength(0);
        if (bytes.Capacity > 1 << 20)
        {
            bytes.Capacity = 0;
        }
    }
}
