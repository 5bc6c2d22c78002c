using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace Interlink.Bench.Calls;

/// <summary>Reads HTTP/1.1 answers from a socket: bodies with a length, and chunked ones (RFC 9112, sections 6 and 7).</summary>
internal sealed class AnswerReader(Socket socket)
{
    private readonly byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;
    private ChunkPlace place;
    private long left;

    /// <summary>Reads status line and headers; returns the status.</summary>
    public int ReadHead()
    {
        string status = ReadLine();
        place = ChunkPlace.None;
        left = 0;
        for (string line; (line = ReadLine()).Length > 0;)
        {
            if (Value(line, "Content-Length") is { } length)
                left = long.Parse(length, null);
            else if (Value(line, "Transfer-Encoding") is "chunked")
                place = ChunkPlace.First;
        }

        return int.Parse(status.AsSpan(9, 3), null);
    }

    /// <summary>Reads what has come of the body; 0 at its end.</summary>
    public int ReadBody(Span<byte> target)
    {
        // Only now, for what has been read of a follower's answer must not wait for what comes next.
        if (left == 0 && place != ChunkPlace.None)
            ReadChunkSize();
        if (left == 0)
            return 0;
        int count = (int)Math.Min(left, target.Length);
        if (start < end)
        {
            count = Math.Min(count, end - start);
            buffer.AsSpan(start, count).CopyTo(target);
            start += count;
        }
        else
        {
            count = socket.Receive(target[..count]);
            if (count == 0)
                throw new BenchException("the sidecar closed the connection in the middle of an answer.");
        }

        left -= count;
        return count;
    }

    private void ReadChunkSize()
    {
        if (place == ChunkPlace.Later)
            ReadLine();
        place = ChunkPlace.Later;
        string line = ReadLine();
        if (!Utf8Parser.TryParse(Encoding.ASCII.GetBytes(line), out left, out _, 'x'))
            throw new BenchException($"the sidecar sent \"{line}\" where the size of a chunk belongs.");
        if (left > 0)
            return;
        ReadLine();
        place = ChunkPlace.None;
    }

    private static string? Value(string line, string name) =>
        line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase) ? line[(name.Length + 1)..].Trim() : null;

    private string ReadLine()
    {
        while (true)
        {
            int length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                string line = Encoding.ASCII.GetString(buffer, start, length).TrimEnd('\r');
                start += length + 1;
                return line;
            }

            Fill();
        }
    }

    private void Fill()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        end -= start;
        start = 0;
        int count = socket.Receive(buffer.AsSpan(end));
        if (count == 0)
            throw new BenchException("the sidecar closed the connection.");
        end += count;
    }

    private enum ChunkPlace
    {
        None,
        First,
        Later,
    }
}
