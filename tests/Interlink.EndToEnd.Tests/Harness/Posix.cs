using System.Runtime.InteropServices;

namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>Signals.</summary>
internal static partial class Posix
{
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <summary>Sends a signal; a process that is gone is no error.</summary>
    public static void Signal(int process, int signal) => _ = kill(process, signal);

    /// <summary>Makes a folder usable for users other than the one who runs the tests.</summary>
    public static void OpenToAll(string path) => File.SetUnixFileMode(path, (UnixFileMode)0b111_111_111);

    /// <summary>The permission bits of a path as three octal digits.</summary>
    public static string Mode(string path) => Convert.ToString((int)File.GetUnixFileMode(path) & 0b111_111_111, 8).PadLeft(3, '0');

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);
}
