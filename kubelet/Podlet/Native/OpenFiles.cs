namespace Interlink.Podlet.Native;

/// <summary>The files this process has open.</summary>
internal static class OpenFiles
{
    private const int CloseRange = 436;
    private const int OnlyOnExec = 4;
    private const int SetDescriptorFlags = 2;
    private const int CloseOnExec = 1;

    /// <summary>A descriptor from which nothing is read.</summary>
    public static unsafe int OpenNothing()
    {
        const int ReadOnlyCloseOnExec = 0x80000;
        using Utf8Block path = new(["/dev/null"]);
        return LibC.Open(path.First, ReadOnlyCloseOnExec, 0);
    }

    /// <summary>
    /// Has the descriptors from the first on closed by the program to come: what the scheduler or a user's shell left open
    /// is no business of a container. Not closed at once, because the runtime may need some of them until then.
    /// </summary>
    public static void CloseOnExecFrom(int first)
    {
        if (LibC.SystemCall(CloseRange, first, int.MaxValue, OnlyOnExec) == 0)
            return;
        // Kernels before 5.11 have no such call.
        foreach (string entry in Directory.GetFiles("/proc/self/fd"))
        {
            if (int.TryParse(Path.GetFileName(entry), out int descriptor) && descriptor >= first)
                _ = LibC.ControlDescriptor(descriptor, SetDescriptorFlags, CloseOnExec);
        }
    }
}
