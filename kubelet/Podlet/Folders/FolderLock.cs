using Interlink.Podlet.Native;

namespace Interlink.Podlet.Folders;

/// <summary>An exclusive <c>flock</c> on a file of the folder; it ends with the process, however that ends.</summary>
internal static unsafe class FolderLock
{
    private const int ReadWriteCreateCloseOnExec = 2 | 0x40 | 0x80000;
    private const int ExclusiveNonBlocking = 2 | 4;

    /// <summary>Takes the lock and keeps it until the process ends.</summary>
    /// <exception cref="PodletException">Another process has it.</exception>
    public static void Take(JobFolder folder, string file)
    {
        string path = folder.Of(file);
        using Utf8Block name = new([path]);
        int descriptor = LibC.Open(name.First, ReadWriteCreateCloseOnExec, 0b110_000_000);
        if (descriptor < 0)
            throw new PodletException(ExitCodes.OsError, $"the lock {path} cannot be opened: {Errno.Text(Errno.Last)}.");
        while (LibC.Lock(descriptor, ExclusiveNonBlocking) != 0)
        {
            int error = Errno.Last;
            if (error == Errno.Interrupted)
                continue;
            if (error == Errno.TryAgain)
                throw new PodletException(ExitCodes.Busy, $"another podlet has the job folder {folder.Path} ({file} is locked).");
            // Some parallel file systems are mounted without flock: the job id in status.json still guards the folder.
            StandardError.Say($"{path} cannot be locked, going on without: {Errno.Text(error)}.");
            return;
        }
    }
}
