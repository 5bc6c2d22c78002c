using System.Runtime.InteropServices;

namespace Interlink.Slurm.Folders;

/// <summary>The calls of the C library that .NET does not offer.</summary>
internal static partial class Posix
{
    public const int NoSuchFile = 2;
    public const int WouldBlock = 11;
    public const int Kill = 9;
    public const int Terminate = 15;

    private const int ReadWrite = 2;
    private const int CloseOnExec = 0x80000;
    private const int LockShared = 1;
    private const int LockNonBlocking = 4;

    /// <summary>New files and folders are the owner's alone, whatever the shell that started the program had set.</summary>
    public static void KeepFilesPrivate() => _ = umask(0b000_111_111);

    /// <summary>Makes the entries of a folder durable.</summary>
    public static void SyncFolder(string path)
    {
        var descriptor = open(path, CloseOnExec, 0);
        if (descriptor < 0)
            throw Failure(path, "opened");
        try
        {
            // Some network file systems cannot sync a folder (EINVAL); there the server has done it at the rename.
            _ = fsync(descriptor);
        }
        finally
        {
            _ = close(descriptor);
        }
    }

    /// <summary>Renames a file or folder. A file in the way is replaced; a folder in the way is not.</summary>
    /// <returns>0, or the error number.</returns>
    public static int Rename(string from, string to) => rename(from, to) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>True while some process holds the exclusive lock of the file; false as well when there is no such file.</summary>
    public static bool IsLocked(string path)
    {
        var descriptor = open(path, ReadWrite | CloseOnExec, 0);
        if (descriptor < 0)
            return false;
        try
        {
            return flock(descriptor, LockShared | LockNonBlocking) != 0 && Marshal.GetLastPInvokeError() == WouldBlock;
        }
        finally
        {
            _ = close(descriptor);
        }
    }

    /// <summary>Sends a signal; a process that is gone is no error.</summary>
    public static void Signal(int process, int signal) => _ = kill(process, signal);

    /// <summary>The numeric user this program runs as.</summary>
    public static long User => geteuid();

    /// <summary>Gives a file or folder, not what a link points to, to another user.</summary>
    public static void ChangeOwner(string path, long user)
    {
        if (lchown(path, (uint)user, uint.MaxValue) != 0)
            throw Failure(path, $"given to the user {user}");
    }

    private static IOException Failure(string path, string verb) =>
        new($"{path} cannot be {verb}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags, int mode);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int descriptor);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int rename(string from, string to);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int flock(int descriptor, int operation);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int process, int signal);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int lchown(string path, uint user, uint group);

    [LibraryImport("libc")]
    private static partial uint geteuid();

    [LibraryImport("libc")]
    private static partial uint umask(uint mask);
}
