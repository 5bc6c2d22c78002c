namespace Interlink.Slurm.Logs;

/// <summary>Finds where lines begin, reading block by block and looking for nothing but newlines.</summary>
internal static class LineScan
{
    private const byte Newline = (byte)'\n';

    /// <summary>The first beginning of a line at or after an offset greater than 0; null if the bytes before the end hold none.</summary>
    public static long? FirstStart(LogFile file, long from, long end, Span<byte> buffer)
    {
        for (long offset = from - 1; offset < end;)
        {
            int count = file.Read(buffer[..(int)Math.Min(buffer.Length, end - offset)], offset);
            int newline = buffer[..count].IndexOf(Newline);
            if (newline >= 0)
                return offset + newline + 1;
            if (count == 0)
                break;
            offset += count;
        }

        return null;
    }

    /// <summary>Where the last so many lines between two offsets begin. A last line without its newline counts as one.</summary>
    public static long LastLines(LogFile file, long start, long end, long lines, Span<byte> buffer)
    {
        if (lines == 0 || start >= end)
            return Math.Max(start, end);
        // The newline that is the very last byte ends the last line and begins none.
        for (long blockEnd = end - 1; blockEnd > start;)
        {
            long blockStart = Math.Max(start, blockEnd - buffer.Length);
            var block = buffer[..file.Read(buffer[..(int)(blockEnd - blockStart)], blockStart)];
            int newlines = block.Count(Newline);
            if (newlines >= lines)
                return blockStart + NewlineFromEnd(block, lines) + 1;
            lines -= newlines;
            blockEnd = blockStart;
        }

        return start;
    }

    private static int NewlineFromEnd(ReadOnlySpan<byte> block, long which)
    {
        int position = block.Length;
        for (long found = 0; found < which; found++)
            position = block[..position].LastIndexOf(Newline);
        return position;
    }
}
