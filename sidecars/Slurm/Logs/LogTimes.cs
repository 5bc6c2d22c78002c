using System.Buffers.Binary;
using Interlink.Protocol;

namespace Interlink.Slurm.Logs;

/// <summary>
/// Reads the time index beside a log (<see cref="LogTimeIndex"/>) while it grows. An index that is missing or cannot be read is an empty
/// one: bytes that it does not cover are dated by the log's last modification.
/// </summary>
internal sealed class LogTimes(string path) : IDisposable
{
    private const int WindowRecords = 256;

    private readonly LogFile file = new(path);
    private readonly byte[] window = new byte[WindowRecords * LogTimeIndex.RecordSize];
    private long windowStart;
    private int windowCount;

    /// <summary>The whole records there were at the last <see cref="Refresh"/>.</summary>
    public long Count { get; private set; }

    /// <summary>The log's bytes that have a time.</summary>
    public long Covered => Count > 0 && TryRecord(Count - 1, out var last) ? last.Size : 0;

    /// <summary>The last time in the index, the least number if it is empty.</summary>
    public long LastTime => Count > 0 && TryRecord(Count - 1, out var last) ? last.Time : long.MinValue;

    /// <summary>Sees what was added since the last time.</summary>
    public void Refresh()
    {
        try
        {
            var seen = file.Look();
            if (seen is { } shown && file.IsReplacedBy(shown))
            {
                Forget();
                seen = file.Look();
            }

            Count = (seen?.Length ?? 0) / LogTimeIndex.RecordSize;
        }
        catch (LogFileException)
        {
            Forget();
        }
    }

    /// <summary>The first byte that was written at or after a time; null if the index holds no such time.</summary>
    public long? OffsetAt(long milliseconds)
    {
        long index = FirstRecord(record => record.Time >= milliseconds);
        if (index == Count)
            return null;
        return index == 0 ? 0 : TryRecord(index - 1, out var before) ? before.Size : null;
    }

    /// <summary>When the byte at an offset was written; null if the index does not reach that far.</summary>
    public LogTime? TimeAt(long offset)
    {
        long index = FirstRecord(record => record.Size > offset);
        return index < Count && TryRecord(index, out var record) ? record : null;
    }

    /// <summary>What <see cref="TimeAt"/> tells of a byte behind an earlier record, found by steps rather than by search.</summary>
    public LogTime? TimeAfter(LogTime earlier, long offset)
    {
        for (long index = earlier.Index + 1; TryRecord(index, out var record); index++)
        {
            if (record.Size > offset)
                return record;
        }

        return null;
    }

    public void Dispose() => file.Dispose();

    private long FirstRecord(Predicate<LogTime> holds)
    {
        long low = 0;
        long high = Count;
        while (low < high)
        {
            long middle = low + (high - low) / 2;
            if (!TryRecord(middle, out var record))
                return Count;
            if (holds(record))
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private bool TryRecord(long index, out LogTime record)
    {
        record = default;
        if (index >= Count || (index < windowStart || index >= windowStart + windowCount) && !TryLoad(index))
            return false;
        var bytes = window.AsSpan((int)(index - windowStart) * LogTimeIndex.RecordSize, LogTimeIndex.RecordSize);
        record = new LogTime(
            index, BinaryPrimitives.ReadInt64LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]));
        return true;
    }

    private bool TryLoad(long index)
    {
        try
        {
            windowStart = index;
            windowCount = file.Read(window, index * LogTimeIndex.RecordSize) / LogTimeIndex.RecordSize;
            return windowCount > 0;
        }
        catch (LogFileException)
        {
            Forget();
            return false;
        }
    }

    private void Forget()
    {
        Count = 0;
        windowCount = 0;
        file.Close();
    }
}
