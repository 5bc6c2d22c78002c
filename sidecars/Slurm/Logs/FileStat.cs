using System.Runtime.InteropServices;

namespace Interlink.Slurm.Logs;

/// <summary>What the file system tells of a file at one moment.</summary>
/// <param name="Device">With <paramref name="Inode"/>: which file it is.</param>
/// <param name="Inode">See <paramref name="Device"/>.</param>
/// <param name="Length">Bytes.</param>
/// <param name="ModifiedMs">When it was last written, milliseconds since the Unix epoch.</param>
/// <param name="IsRegular">False for folders, FIFOs and the like.</param>
internal readonly record struct FileStat(ulong Device, ulong Inode, long Length, long ModifiedMs, bool IsRegular)
{
    private const int NotFound = 2;
    private const int NotAFolder = 20;
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;

    /// <summary>AT_STATX_FORCE_SYNC: a network file system asks its server, as its attribute cache is stale for seconds.</summary>
    private const int ForceSync = 0x2000;

    private const uint BasicStats = 0x7ff;
    private const int ResultSize = 256;

    public bool IsSameFileAs(FileStat other) => Device == other.Device && Inode == other.Inode;

    /// <summary>Null if there is no such file; a <see cref="LogFileException"/> for any other failure.</summary>
    public static FileStat? OfPath(string path)
    {
        Span<byte> result = stackalloc byte[ResultSize];
        int error = Call(CurrentFolder, path, ForceSync, result);
        return error switch
        {
            0 => Parse(result),
            NotFound or NotAFolder => null,
            _ => throw Failure(path, error),
        };
    }

    public static FileStat OfDescriptor(int descriptor, string path)
    {
        Span<byte> result = stackalloc byte[ResultSize];
        int error = Call(descriptor, "", EmptyPath | ForceSync, result);
        return error == 0 ? Parse(result) : throw Failure(path, error);
    }

    public static LogFileException Failure(string path, int error) =>
        new($"The file {path} cannot be read: {Marshal.GetPInvokeErrorMessage(error)}.", error);

    private static unsafe int Call(int folder, string path, int flags, Span<byte> result)
    {
        fixed (byte* pointer = result)
            return LibC.StatX(folder, path, flags, BasicStats, pointer) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    /// <summary>struct statx is laid out alike on every architecture: linux/stat.h.</summary>
    private static FileStat Parse(ReadOnlySpan<byte> result)
    {
        ushort mode = MemoryMarshal.Read<ushort>(result[28..]);
        long seconds = MemoryMarshal.Read<long>(result[112..]);
        uint nanoseconds = MemoryMarshal.Read<uint>(result[120..]);
        return new FileStat(
            MemoryMarshal.Read<ulong>(result[136..]),
            MemoryMarshal.Read<ulong>(result[32..]),
            MemoryMarshal.Read<long>(result[40..]),
            seconds * 1000 + nanoseconds / 1_000_000,
            (mode & 0xF000) == 0x8000);
    }
}
