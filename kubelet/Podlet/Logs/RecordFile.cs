using System.Buffers.Binary;
using Interlink.Podlet.Native;
using Interlink.Protocol;

namespace Interlink.Podlet.Logs;

/// <summary>
/// A file of pairs of 64-bit numbers, only ever added to. What cannot be written is left out: an index is not worth stopping a pod.
/// </summary>
internal sealed unsafe class RecordFile(string path)
{
    private const int ReadWriteCreateCloseOnExec = 2 | 0x40 | 0x80000;
    private int descriptor = -1;
    private long end;

    /// <summary>Adds a record.</summary>
    public void Append(long first, long second)
    {
        if (!Open())
            return;
        byte* record = stackalloc byte[LogTimeIndex.RecordSize];
        BinaryPrimitives.WriteInt64LittleEndian(new Span<byte>(record, sizeof(long)), first);
        BinaryPrimitives.WriteInt64LittleEndian(new Span<byte>(record + sizeof(long), sizeof(long)), second);
        // At a place of its own: a record that was cut short by a full disk is overwritten by the next.
        if (LibC.WriteAt(descriptor, record, LogTimeIndex.RecordSize, end) == LogTimeIndex.RecordSize)
            end += LogTimeIndex.RecordSize;
    }

    /// <summary>The last record there is.</summary>
    public (long First, long Second)? Last()
    {
        if (!Open() || end == 0)
            return null;
        byte* record = stackalloc byte[LogTimeIndex.RecordSize];
        LibC.Seek(descriptor, end - LogTimeIndex.RecordSize, 0);
        if (LibC.Read(descriptor, record, LogTimeIndex.RecordSize) != LogTimeIndex.RecordSize)
            return null;
        ReadOnlySpan<byte> bytes = new(record, LogTimeIndex.RecordSize);
        return (BinaryPrimitives.ReadInt64LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes[sizeof(long)..]));
    }

    private bool Open()
    {
        if (descriptor >= 0)
            return true;
        using Utf8Block name = new([path]);
        descriptor = LibC.Open(name.First, ReadWriteCreateCloseOnExec, 0b110_000_000);
        if (descriptor < 0)
            return false;
        const int End = 2;
        long size = LibC.Seek(descriptor, 0, End);
        end = size - (size % LogTimeIndex.RecordSize);
        return true;
    }
}
