using System.Globalization;
using System.Text;
using Interlink.Podlet.Native;

namespace Interlink.Podlet.Folders;

/// <summary>An exclusive <c>flock</c> on a file of the folder; it ends with the process, however that ends.</summary>
internal static unsafe class FolderLock
{
    private const int ReadWriteCreateCloseOnExec = 2 | 0x40 | 0x80000;
    private const int ExclusiveNonBlocking = 2 | 4;
    private const int Attempts = 20;
    private const int PauseMilliseconds = 10;

    /// <summary>Takes the lock, writes this process's id into the file and keeps it until the process ends.</summary>
    /// <exception cref="PodletException">Another process has it.</exception>
    public static void Take(JobFolder folder, string file)
    {
        string path = folder.Of(file);
        using Utf8Block name = new([path]);
        int descriptor = LibC.Open(name.First, ReadWriteCreateCloseOnExec, 0b110_000_000);
        if (descriptor < 0)
            throw new PodletException(ExitCodes.OsError, $"the lock {path} cannot be opened: {Errno.Text(Errno.Last)}.");
        for (int attempt = 1; LibC.Lock(descriptor, ExclusiveNonBlocking) != 0; attempt++)
        {
            int error = Errno.Last;
            if (error == Errno.Interrupted)
                continue;
            if (error == Errno.TryAgain && attempt < Attempts)
            {
                // Who only looks whether the lock is held has it for an instant.
                _ = LibC.Poll(null, 0, PauseMilliseconds);
                continue;
            }
            if (error == Errno.TryAgain)
                throw new PodletException(ExitCodes.Busy, $"another podlet has the job folder {folder.Path} ({file} is locked).");
            // Some parallel file systems are mounted without flock: the job id in status.json still guards the folder.
            StandardError.Say($"{path} cannot be locked, going on without: {Errno.Text(error)}.");
            return;
        }
        WriteHolder(descriptor);
    }

    // Whoever wants to signal the holder finds its process id here; a fixed width, so that an earlier, longer one leaves nothing behind.
    private static void WriteHolder(int descriptor)
    {
        Span<byte> text = stackalloc byte[11];
        _ = Encoding.ASCII.GetBytes(LibC.ProcessId().ToString(CultureInfo.InvariantCulture).PadRight(10) + "\n", text);
        fixed (byte* first = text)
            _ = LibC.WriteAt(descriptor, first, text.Length, 0);
    }

    /// <summary>Whether some process has the lock; null where the file system has no locks.</summary>
    public static bool? IsHeld(JobFolder folder, string file)
    {
        using Utf8Block name = new([folder.Of(file)]);
        int descriptor = LibC.Open(name.First, ReadWriteCreateCloseOnExec, 0b110_000_000);
        if (descriptor < 0)
            return null;
        bool free = LibC.Lock(descriptor, ExclusiveNonBlocking) == 0;
        bool held = !free && Errno.Last == Errno.TryAgain;
        _ = LibC.Close(descriptor);
        return free ? false : held ? true : null;
    }
}
