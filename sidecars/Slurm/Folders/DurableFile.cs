using Microsoft.Win32.SafeHandles;

namespace Interlink.Slurm.Folders;

/// <summary>Files that are there after a power cut, whole or not at all.</summary>
internal static class DurableFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a new file; <see cref="Sync"/> makes its content durable, and syncing the folder its entry there.</summary>
    public static void Create(string path, ReadOnlySpan<byte> content, UnixFileMode mode = OwnerOnly)
    {
        using var handle = Open(path, FileMode.CreateNew);
        RandomAccess.Write(handle, content, 0);
        // A mode without write permission must not come before the content does on file systems that check each write (NFS).
        if (mode != OwnerOnly)
            File.SetUnixFileMode(handle, mode);
    }

    /// <summary>Makes a file's content durable.</summary>
    public static void Sync(string path)
    {
        using var handle = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Puts a file in its place in one step, durably: a reader sees the old content, the new one, never a part.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var temporary = Beside(path);
        using (var handle = Open(temporary, FileMode.Create))
        {
            RandomAccess.Write(handle, content, 0);
            RandomAccess.FlushToDisk(handle);
        }
        Place(temporary, path);
        Posix.SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>
    /// Puts a file in its place in one step that can be taken again after a power cut: not synced, so it costs next to nothing.
    /// </summary>
    public static void Note(string path, ReadOnlySpan<byte> content)
    {
        var temporary = Beside(path);
        using (var handle = Open(temporary, FileMode.Create))
            RandomAccess.Write(handle, content, 0);
        Place(temporary, path);
    }

    private static string Beside(string path) => Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.new");

    private static void Place(string temporary, string path)
    {
        var error = Posix.Rename(temporary, path);
        if (error != 0)
            throw new IOException($"{path} cannot be put in its place (error {error})");
    }

    // File.OpenHandle takes no permissions: the program's umask makes the file the owner's (Posix.KeepFilesPrivate).
    private static SafeFileHandle Open(string path, FileMode mode) =>
        File.OpenHandle(path, mode, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
}
