using System.Runtime.InteropServices;
using System.Text;

namespace Interlink.Hosting.Files;

/// <summary>Files with a secret in them: mode 0600, replaced in one step, there after a power cut.</summary>
public static partial class PrivateFile
{
    private const int CloseOnExec = 0x80000;

    /// <summary>Writes a file, and its folder where there is none.</summary>
    /// <exception cref="IOException">It could not be written; what was there before still is.</exception>
    public static void Replace(string path, string content)
    {
        var folder = Path.GetDirectoryName(path)!;
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.new");
        try
        {
            Directory.CreateDirectory(folder);
            // What a killed run left is not written into: its mode need not be ours.
            File.Delete(temporary);
            using (var file = new FileStream(temporary, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }))
            {
                file.Write(Encoding.UTF8.GetBytes(content));
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
            SyncFolder(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{path} cannot be written: {failure.Message}", failure);
        }
    }

    // A file system that cannot sync a folder has done it at the rename.
    private static void SyncFolder(string folder)
    {
        var descriptor = open(folder, CloseOnExec);
        if (descriptor >= 0)
        {
            _ = fsync(descriptor);
            _ = close(descriptor);
        }
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc")]
    private static partial int fsync(int descriptor);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);
}
