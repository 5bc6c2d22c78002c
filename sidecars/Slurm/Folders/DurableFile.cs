using Microsoft.Win32.SafeHandles;

namespace Interlink.Slurm.Folders;

/// <summary>Files that are there after a power cut, whole or not at all.</summary>
internal static class DurableFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a new file and makes its content durable; its entry in the folder becomes durable with the folder.</summary>
    public static void Create(string path, ReadOnlySpan<byte> content, UnixFileMode mode = OwnerOnly)
    {
        using var handle = Open(path, FileMode.CreateNew);
        RandomAccess.Write(handle, content, 0);
        RandomAccess.FlushToDisk(handle);
        // A mode without write permission must not come before the content does on file systems that check each write (NFS).
        if (mode != OwnerOnly)
            File.SetUnixFileMode(handle, mode);
    }

    /// <summary>Puts a file in its place in one step, durably: a reader sees the old content, the new one, never a part.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var folder = Path.GetDirectoryName(path)!;
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.new");
        using (var handle = Open(temporary, FileMode.Create))
        {
            RandomAccess.Write(handle, content, 0);
            RandomAccess.FlushToDisk(handle);
        }
        var error = Posix.Rename(temporary, path);
        if (error != 0)
            throw new IOException($"{path} cannot be put in its place (error {error})");
        Posix.SyncFolder(folder);
    }

    /// <summary>Writes a file that can be made again from others: not synced, so that it costs next to nothing.</summary>
    public static void Note(string path, ReadOnlySpan<byte> content)
    {
        using var handle = Open(path, FileMode.Create);
        RandomAccess.Write(handle, content, 0);
    }

    // File.OpenHandle takes no permissions: the program's umask makes the file the owner's (Posix.KeepFilesPrivate).
    private static SafeFileHandle Open(string path, FileMode mode) =>
        File.OpenHandle(path, mode, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
}
