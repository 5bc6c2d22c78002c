namespace Interlink.Podlet.Native;

/// <summary>Children that have ended.</summary>
internal static unsafe class Reaper
{
    private const int NoHang = 1;
    private const int Exited = 4;
    private const int NoReap = 0x01000000;
    private const int All = 0;
    private const int ChildSubreaper = 36;

    /// <summary>Makes every orphan below this process its child.</summary>
    public static void Adopt() => LibC.ControlProcess(ChildSubreaper, 1, 0, 0, 0);

    /// <summary>
    /// A child that has ended and is still a zombie, so that its number is not given to another process; 0 when there is none.
    /// </summary>
    public static int Peek()
    {
        // siginfo_t of a 64-bit Linux: the process id stands at the start of the union.
        const int InformationSize = 128;
        const int ProcessIdOffset = 16;
        byte* information = stackalloc byte[InformationSize];
        *(int*)(information + ProcessIdOffset) = 0;
        return LibC.WaitForAny(All, 0, information, Exited | NoHang | NoReap) == 0 ? *(int*)(information + ProcessIdOffset) : 0;
    }

    /// <summary>True when this process has no child at all, living or dead.</summary>
    public static bool HasNoChild()
    {
        const int InformationSize = 128;
        byte* information = stackalloc byte[InformationSize];
        return LibC.WaitForAny(All, 0, information, Exited | NoHang | NoReap) != 0 && Errno.Last == Errno.NoChild;
    }

    /// <summary>Reaps that child: its exit code, 128 + n after signal n, and the signal.</summary>
    public static (int ExitCode, int? Signal) Reap(int process)
    {
        int status = 0;
        while (LibC.WaitForChild(process, &status, 0) < 0 && Errno.Last == Errno.Interrupted)
        {
        }

        int signal = status & 0x7f;
        return signal == 0 ? ((status >> 8) & 0xff, null) : (128 + signal, signal);
    }
}
