using System.Runtime.InteropServices;

namespace Interlink.Podlet.Native;

/// <summary>Numbers the kernel gives for a failure (Linux, all architectures .NET runs on).</summary>
internal static class Errno
{
    public const int NotPermitted = 1;
    public const int NoSuchFile = 2;
    public const int NoSuchProcess = 3;
    public const int Interrupted = 4;
    public const int InputOutput = 5;
    public const int NotExecutable = 8;
    public const int NoChild = 10;
    public const int TryAgain = 11;
    public const int AccessDenied = 13;
    public const int NotADirectory = 20;
    public const int NoSpace = 28;
    public const int NotImplemented = 38;
    public const int StaleHandle = 116;
    public const int QuotaExceeded = 122;

    /// <summary>The failure of the last call.</summary>
    public static int Last => Marshal.GetLastPInvokeError();

    /// <summary>A failure in the C library's words.</summary>
    public static string Text(int number) => Marshal.GetPInvokeErrorMessage(number);
}
