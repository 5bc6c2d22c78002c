using System.Runtime.InteropServices;

namespace Interlink.Slurm.Logs;

/// <summary>struct inotify_event: inotify(7).</summary>
internal readonly ref struct InotifyEvent
{
    public const uint Modified = 0x2;
    public const uint MovedTo = 0x80;
    public const uint Created = 0x100;
    public const uint QueueOverflow = 0x4000;
    public const uint Ignored = 0x8000;
    public const uint OnlyFolders = 0x0100_0000;

    private const int HeaderSize = 16;

    private InotifyEvent(ReadOnlySpan<byte> bytes)
    {
        Watch = MemoryMarshal.Read<int>(bytes);
        Mask = MemoryMarshal.Read<uint>(bytes[4..]);
        int length = (int)MemoryMarshal.Read<uint>(bytes[12..]);
        Name = bytes.Slice(HeaderSize, length).TrimEnd((byte)0);
        Size = HeaderSize + length;
    }

    public int Watch { get; }

    public uint Mask { get; }

    public ReadOnlySpan<byte> Name { get; }

    private int Size { get; }

    /// <summary>Takes the first event off a batch; false if it is empty.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> batch, out InotifyEvent first)
    {
        first = default;
        if (batch.Length < HeaderSize)
            return false;
        first = new InotifyEvent(batch);
        batch = batch[first.Size..];
        return true;
    }

    public bool Is(uint kinds) => (Mask & kinds) != 0;
}
