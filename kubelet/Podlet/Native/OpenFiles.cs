namespace Interlink.Podlet.Native;

/// <summary>The files this process has open.</summary>
internal static class OpenFiles
{
    private const int CloseRange = 436;

    /// <summary>Closes every descriptor from the first on: what the scheduler or a user's shell left open is no business of a container.</summary>
    public static void CloseFrom(int first)
    {
        if (LibC.SystemCall(CloseRange, first, int.MaxValue, 0) == 0)
            return;
        // Kernels before 5.9 have no such call.
        foreach (string entry in Directory.GetFiles("/proc/self/fd"))
        {
            if (int.TryParse(Path.GetFileName(entry), out int descriptor) && descriptor >= first)
                _ = LibC.Close(descriptor);
        }
    }
}
