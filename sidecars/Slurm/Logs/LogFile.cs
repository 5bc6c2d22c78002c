using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Interlink.Slurm.Logs;

/// <summary>
/// A file that another program, perhaps on another machine, writes, replaces and removes while it is read. Every failure is a
/// <see cref="LogFileException"/>.
/// </summary>
internal sealed class LogFile(string path) : IDisposable
{
    private const int NoSuchFile = 2;

    private SafeFileHandle? handle;
    private FileStat opened;

    /// <summary>
    /// The file as its path shows it now, opened if it was not; null if there is none. A file that was removed while it is open can still
    /// be read.
    /// </summary>
    public FileStat? Look()
    {
        if (FileStat.OfPath(path) is not { } seen)
            return handle is null ? null : LookAtOpened();
        if (!seen.IsRegular)
            throw new LogFileException($"{path} is not a regular file. Remove what was put in its place.");
        return handle is null && !TryOpen() ? null : seen;
    }

    /// <summary>True if the path shows another file than the one that is open.</summary>
    public bool IsReplacedBy(FileStat seen) => handle is not null && !opened.IsSameFileAs(seen);

    /// <summary>The open file's own state, whatever its path shows.</summary>
    public FileStat LookAtOpened() =>
        handle is null ? opened : FileStat.OfDescriptor((int)handle.DangerousGetHandle(), path);

    /// <summary>Fewer bytes than asked for only at the end; 0 if nothing is open.</summary>
    public int Read(Span<byte> buffer, long offset)
    {
        int total = 0;
        while (handle is not null && total < buffer.Length)
        {
            int count = ReadOnce(handle, buffer[total..], offset + total);
            if (count == 0)
                break;
            total += count;
        }

        return total;
    }

    /// <summary>
    /// The first offset from <paramref name="offset"/> on that has content: the beginning of a log that reached its limit was given up. The
    /// same offset where the file system does not tell.
    /// </summary>
    public long FirstContent(long offset)
    {
        long found = handle is null ? -1 : LibC.Seek(handle, offset, LibC.SeekToContent);
        return found < offset ? offset : found;
    }

    /// <summary>The next look opens what the path then shows.</summary>
    public void Close()
    {
        handle?.Dispose();
        handle = null;
    }

    public void Dispose() => Close();

    private int ReadOnce(SafeFileHandle from, Span<byte> buffer, long offset)
    {
        try
        {
            return RandomAccess.Read(from, buffer, offset);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // .NET hands errno on as HResult for all that it has no exception of its own for.
            throw new LogFileException($"The file {path} cannot be read: {exception.Message}", exception.HResult, exception);
        }
    }

    private bool TryOpen()
    {
        int descriptor = LibC.Open(path, LibC.ReadOnly | LibC.CloseOnExec | LibC.NonBlocking);
        if (descriptor < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            return error == NoSuchFile ? false : throw FileStat.Failure(path, error);
        }

        handle = new SafeFileHandle(descriptor, ownsHandle: true);
        opened = FileStat.OfDescriptor(descriptor, path);
        return true;
    }
}
