using System.Runtime.InteropServices;
using Interlink.Processes.Native;

namespace Interlink.Processes;

/// <summary>Where paths lead once every symbolic link in them is followed.</summary>
public static unsafe class RealPath
{
    // PATH_MAX: the C library writes no more.
    private const int MaxBytes = 4096;

    /// <summary>The absolute path without links, dots and doubled slashes; null when nothing is there or it cannot be reached.</summary>
    public static string? Of(string path)
    {
        using var name = new NativeStrings([path]);
        byte* resolved = stackalloc byte[MaxBytes];
        return Libc.RealPath(*name.Pointer, resolved) is null ? null : Marshal.PtrToStringUTF8((nint)resolved);
    }

    /// <summary>True when <paramref name="path"/> is <paramref name="folder"/> or below it; both as <see cref="Of"/> writes them.</summary>
    public static bool IsIn(string path, string folder) =>
        folder == "/" || path == folder || (path.StartsWith(folder, StringComparison.Ordinal) && path[folder.Length] == '/');
}
