namespace Interlink.Slurm.Logs;

/// <summary>
/// Begins each line with the time its first byte was written and a blank, as the kubelet prints it: RFC 3339 in UTC with nine digits after
/// the second. Times come from the index in milliseconds; what it does not cover, and so was
/// written later, has the log's last modification. Times never go back in an answer.
/// </summary>
internal sealed class LineStamper(LogTimes times)
{
    private const byte Newline = (byte)'\n';
    private const int StampLength = 31;

    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private readonly byte[] stamp = new byte[StampLength];
    private long stampMs = long.MinValue;
    private LogTime? current;
    private long validUntil;
    private long modifiedMs;
    private long readUntil;
    private bool indexed = true;
    private bool atLineStart = true;

    /// <summary>Looks at the log as it is now; the bytes to come end before <paramref name="end"/>.</summary>
    public void Begin(FileStat seen, long end)
    {
        modifiedMs = indexed ? Math.Max(seen.ModifiedMs, times.LastTime) : seen.ModifiedMs;
        readUntil = end;
        validUntil = Math.Min(validUntil, current?.Size ?? 0);
    }

    /// <summary>The log began anew, so the index tells of bytes that are gone.</summary>
    public void Restart()
    {
        indexed = false;
        validUntil = 0;
        current = null;
        atLineStart = true;
    }

    /// <summary>Copies as much as fits.</summary>
    /// <param name="source">Bytes of the log.</param>
    /// <param name="offset">Where in the log they are.</param>
    /// <param name="target">Where the stamped lines go; longer than a stamp.</param>
    /// <param name="consumed">The bytes of the source that were copied.</param>
    /// <returns>The bytes of the target that were filled.</returns>
    public int Fill(ReadOnlySpan<byte> source, long offset, Span<byte> target, out int consumed)
    {
        int written = 0;
        consumed = 0;
        while (consumed < source.Length && written < target.Length)
        {
            if (atLineStart)
            {
                if (target.Length - written < StampLength)
                    break;
                StampOf(offset + consumed).CopyTo(target[written..]);
                written += StampLength;
                atLineStart = false;
            }

            var rest = source[consumed..];
            int newline = rest.IndexOf(Newline);
            int length = Math.Min(newline < 0 ? rest.Length : newline + 1, target.Length - written);
            rest[..length].CopyTo(target[written..]);
            consumed += length;
            written += length;
            atLineStart = newline >= 0 && length == newline + 1;
        }

        return written;
    }

    private ReadOnlySpan<byte> StampOf(long offset)
    {
        if (offset >= validUntil)
            Advance(offset);
        return stamp;
    }

    private void Advance(long offset)
    {
        var found = !indexed ? null : current is { } earlier ? times.TimeAfter(earlier, offset) : times.TimeAt(offset);
        current = found ?? current;
        validUntil = found?.Size ?? readUntil;
        long milliseconds = Math.Clamp(found?.Time ?? modifiedMs, Earliest, Latest);
        if (milliseconds <= stampMs)
            return;
        stampMs = milliseconds;
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime
            .TryFormat(stamp, out _, "yyyy-MM-dd'T'HH:mm:ss.fff'000000Z '", null);
    }
}
