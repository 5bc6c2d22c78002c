using System.Runtime.InteropServices;
using Interlink.Hosting.Native;

namespace Interlink.Hosting.Listening;

/// <summary>
/// flock(2) on a folder: keeps two programs that start at once from taking over the same stale socket. It leaves no file behind and ends
/// with the process. Where folders cannot be opened or locked there is none, which only matters to that race.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const int WouldBlock = 11;
    private readonly int _descriptor;

    private FolderLock(int descriptor)
    {
        _descriptor = descriptor;
    }

    /// <summary>Takes the lock without waiting.</summary>
    /// <returns>False when another program holds it.</returns>
    public static bool TryTake(string folder, out FolderLock taken)
    {
        taken = new FolderLock(LibC.Open(folder, LibC.ReadOnlyCloseOnExec));
        return taken._descriptor < 0
            || LibC.Lock(taken._descriptor, LibC.LockExclusiveNoWait) == 0
            || Marshal.GetLastPInvokeError() != WouldBlock;
    }

    public void Dispose()
    {
        if (_descriptor >= 0)
        {
            _ = LibC.Close(_descriptor);
        }
    }
}
