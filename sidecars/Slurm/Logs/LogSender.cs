using System.Buffers;
using Interlink.Protocol.Wire;

namespace Interlink.Slurm.Logs;

/// <summary>Sends what there is of a log and remembers how far it came. Holds buffers only while it sends.</summary>
internal sealed class LogSender(LogFiles files, LogRange range, LogRequest request, long? sinceMs, LogOutput output) : IDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly LogFile file = new(files.Output);
    private readonly LogTimes times = new(files.Times);
    private readonly LogStart start = new(range.First, sinceMs, request.TailLines is >= 0 ? request.TailLines : null);
    private LineStamper? stamper;
    private long? position;
    private long knownLength;

    /// <summary>Looks at the log once and sends what was not sent yet.</summary>
    /// <returns>True if the log has changed since the last look.</returns>
    public async ValueTask<bool> SendAsync(CancellationToken cancellationToken)
    {
        if (file.Look() is not { } seen)
        {
            start.NothingYet();
            return false;
        }

        if (file.IsReplacedBy(seen))
        {
            await SendRestAsync(cancellationToken);
            Restart();
            if (file.Look() is not { } replacement)
                return true;
            seen = replacement;
        }
        else if (seen.Length < knownLength)
        {
            Restart();
        }
        else if (seen.Length == knownLength && position is not null)
        {
            return false;
        }

        await SendUntilAsync(seen, cancellationToken);
        return true;
    }

    /// <summary>The next look opens the log again.</summary>
    public void Close() => file.Close();

    public void Dispose()
    {
        file.Dispose();
        times.Dispose();
    }

    /// <summary>Everything in the log is newer than what was sent of the one before it.</summary>
    private void Restart()
    {
        position = 0;
        knownLength = 0;
        stamper ??= request.Timestamps ? new LineStamper(times) : null;
        stamper?.Restart();
    }

    /// <summary>Sends what was added to the open log before another one took its place.</summary>
    private async ValueTask SendRestAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SendUntilAsync(file.LookAtOpened(), cancellationToken);
        }
        catch (LogFileException)
        {
            // A network file system's server has already forgotten it.
        }
        finally
        {
            file.Close();
        }
    }

    private async ValueTask SendUntilAsync(FileStat seen, CancellationToken cancellationToken)
    {
        long end = Math.Min(range.End ?? seen.Length, seen.Length);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        byte[]? stamped = request.Timestamps ? ArrayPool<byte>.Shared.Rent(BufferSize) : null;
        try
        {
            if (request.Timestamps || sinceMs is not null && position is null)
                times.Refresh();
            // A reader that fell behind by the whole limit goes on with what is left.
            position = position is { } reached ? file.FirstContent(reached) : start.Find(file, times, seen, end, buffer);
            if (stamped is not null)
                (stamper ??= new LineStamper(times)).Begin(seen, end);
            while (position is { } offset && offset < end && !output.IsFull)
            {
                int count = file.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - offset)), offset);
                if (count == 0)
                    break;
                await WriteAsync(buffer.AsMemory(0, count), offset, stamped, cancellationToken);
                position = offset + count;
            }

            knownLength = seen.Length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            if (stamped is not null)
                ArrayPool<byte>.Shared.Return(stamped);
        }
    }

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, long offset, byte[]? stamped, CancellationToken cancellationToken)
    {
        if (stamped is null)
        {
            await output.WriteAsync(bytes, cancellationToken);
            return;
        }

        while (!bytes.IsEmpty && !output.IsFull)
        {
            int length = stamper!.Fill(bytes.Span, offset, stamped, out int consumed);
            await output.WriteAsync(stamped.AsMemory(0, length), cancellationToken);
            bytes = bytes[consumed..];
            offset += consumed;
        }
    }
}
