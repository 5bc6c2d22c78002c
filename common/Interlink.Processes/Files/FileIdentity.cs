using System.Runtime.InteropServices;
using Interlink.Processes.Native;

namespace Interlink.Processes.Files;

/// <summary>Which file a path leads to, and in which state: enough to see that it was replaced or changed.</summary>
/// <param name="Inode">The file's number on its device.</param>
/// <param name="DeviceMajor">The device's major number.</param>
/// <param name="DeviceMinor">The device's minor number.</param>
/// <param name="Mode">Type and permissions.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ModifiedSeconds">The last change, in seconds since 1970.</param>
/// <param name="ModifiedNanoseconds">Its fraction.</param>
public readonly record struct FileIdentity(
    ulong Inode, uint DeviceMajor, uint DeviceMinor, ushort Mode, long Size, long ModifiedSeconds, uint ModifiedNanoseconds)
{
    private const int NoFollowLinks = 0x100;
    private const uint BasicStats = 0x7ff;
    private const int TypeMask = 0xf000;
    private const int SocketType = 0xc000;

    /// <summary>True for a unix socket.</summary>
    public bool IsSocket => (Mode & TypeMask) == SocketType;

    /// <summary>True when both are one file, whatever happened to its content.</summary>
    public bool IsSameFileAs(FileIdentity other) =>
        (Inode, DeviceMajor, DeviceMinor) == (other.Inode, other.DeviceMajor, other.DeviceMinor);

    /// <summary>Reads it; null when the path leads nowhere or may not be looked at.</summary>
    /// <param name="path">The path.</param>
    /// <param name="followLinks">
    /// Whether to look at what a symbolic link points to: mounted Kubernetes secrets are links that are swapped.
    /// </param>
    public static unsafe FileIdentity? Read(string path, bool followLinks)
    {
        // struct statx is the same on every architecture, unlike struct stat.
        Span<byte> stat = stackalloc byte[256];
        fixed (byte* pointer = stat)
        {
            if (Libc.Stat(Libc.AtCurrentFolder, path, followLinks ? 0 : NoFollowLinks, BasicStats, pointer) != 0)
            {
                return null;
            }
        }

        return new FileIdentity(
            MemoryMarshal.Read<ulong>(stat[32..]),
            MemoryMarshal.Read<uint>(stat[136..]),
            MemoryMarshal.Read<uint>(stat[140..]),
            MemoryMarshal.Read<ushort>(stat[28..]),
            MemoryMarshal.Read<long>(stat[40..]),
            MemoryMarshal.Read<long>(stat[112..]),
            MemoryMarshal.Read<uint>(stat[120..]));
    }
}
