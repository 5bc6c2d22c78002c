using Interlink.Podlet.Native;

namespace Interlink.Podlet.Folders;

/// <summary>Replaces a file as a whole: readers see the old content or the new.</summary>
internal static unsafe class AtomicFile
{
    private const int WriteCreateTruncateCloseOnExec = 1 | 0x40 | 0x200 | 0x80000;

    /// <summary>0, or the number of the failure; then the old content is still there.</summary>
    public static int TryReplace(string path, ReadOnlySpan<byte> content, bool durable)
    {
        string temporary = Path.Combine(Path.GetDirectoryName(path)!, "." + Path.GetFileName(path) + ".new");
        using Utf8Block from = new([temporary]);
        using Utf8Block to = new([path]);
        int descriptor = LibC.Open(from.First, WriteCreateTruncateCloseOnExec, 0b110_000_000);
        if (descriptor < 0)
            return Errno.Last;
        int error = Write(descriptor, content);
        if (error == 0 && durable && LibC.Sync(descriptor) != 0)
            error = Errno.Last;
        // Network file systems tell of a full disk only here.
        if (LibC.Close(descriptor) != 0 && error == 0)
            error = Errno.Last;
        if (error == 0 && LibC.Rename(from.First, to.First) != 0)
            error = Errno.Last;
        if (error != 0)
            _ = LibC.Unlink(from.First);
        return error;
    }

    private static int Write(int descriptor, ReadOnlySpan<byte> content)
    {
        while (!content.IsEmpty)
        {
            nint written;
            fixed (byte* first = content)
            {
                written = LibC.Write(descriptor, first, content.Length);
            }

            if (written < 0 && Errno.Last != Errno.Interrupted)
                return Errno.Last;
            content = content[(int)Math.Max(0, written)..];
        }

        return 0;
    }
}
