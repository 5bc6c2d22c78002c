using System.Runtime.InteropServices;

namespace Interlink.Hosting.Native;

/// <summary>The few calls of the C library that .NET has no counterpart for.</summary>
internal static partial class LibC
{
    private const string Library = "libc";

    /// <summary>The paths are relative to the working folder.</summary>
    public const int AtCurrentFolder = -100;

    /// <summary>rename(2): fail instead of replacing.</summary>
    public const uint RenameNoReplace = 1;

    /// <summary>open(2): O_RDONLY | O_CLOEXEC.</summary>
    public const int ReadOnlyCloseOnExec = 0x80000;

    /// <summary>flock(2): LOCK_EX | LOCK_NB.</summary>
    public const int LockExclusiveNoWait = 2 | 4;

    [LibraryImport(Library, EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetEnvironment(string name, string value, int overwrite);

    [LibraryImport(Library, EntryPoint = "renameat2", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int Rename(int fromFolder, string from, int toFolder, string to, uint flags);

    [LibraryImport(Library, EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(int descriptor, int operation);

    [LibraryImport(Library, EntryPoint = "close")]
    public static partial int Close(int descriptor);
}
