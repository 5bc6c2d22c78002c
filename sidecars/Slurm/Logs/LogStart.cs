namespace Interlink.Slurm.Logs;

/// <summary>
/// Chooses where an answer begins: first by time, then by the number of lines of what is left. A line is as old as its first byte.
/// </summary>
/// <param name="first">Where the container's run begins.</param>
/// <param name="sinceMs">Only lines written at or after it, milliseconds since the Unix epoch; null means all.</param>
/// <param name="tailLines">Only the last so many lines of what there is at the first look; null means all.</param>
internal sealed class LogStart(long first, long? sinceMs, long? tailLines)
{
    private long? pendingTail = tailLines;
    private long? tooOld;

    /// <summary>What is written from now on is new: there was nothing to take the last lines of.</summary>
    public void NothingYet() => pendingTail = null;

    /// <summary>Null if nothing before the end is new enough.</summary>
    public long? Find(LogFile file, LogTimes times, FileStat seen, long end, Span<byte> buffer)
    {
        long? start = sinceMs is { } since ? FirstSince(since, file, times, seen, end, buffer) : first;
        if (start is { } chosen)
            start = Kept(chosen, file, end, buffer);
        if (start is { } found && pendingTail is { } lines)
            start = LineScan.LastLines(file, found, end, lines, buffer);
        if (start is null)
            tooOld = end;
        pendingTail = null;
        return start;
    }

    // What is left of a log that reached its limit begins anywhere in a line.
    private static long? Kept(long start, LogFile file, long end, Span<byte> buffer)
    {
        long content = file.FirstContent(start);
        return content == start ? start : content >= end ? end : LineScan.FirstStart(file, content, end, buffer) ?? end;
    }

    private long? FirstSince(long since, LogFile file, LogTimes times, FileStat seen, long end, Span<byte> buffer)
    {
        // What the index does not cover yet was written at most when the file was last modified.
        long? written = times.OffsetAt(since) ?? (seen.ModifiedMs >= since ? times.Covered : null);
        if (written is not { } offset)
            return null;
        offset = Math.Max(offset, tooOld ?? first);
        return offset == first ? first : offset > end ? null : LineScan.FirstStart(file, offset, end, buffer);
    }
}
