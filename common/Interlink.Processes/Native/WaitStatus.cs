namespace Interlink.Processes.Native;

/// <summary>What <c>waitpid</c> says of a process that ended.</summary>
internal static class WaitStatus
{
    /// <summary>The exit code, 128 + n when signal n ended the process, as shells count.</summary>
    public static int ExitCode(int status)
    {
        int signal = status & 0x7f;
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal;
    }
}
