using Interlink.Processes.Native;

namespace Interlink.Processes.Watching;

/// <summary>Ends a program with all that it has started: SIGTERM, after a grace period SIGKILL.</summary>
internal static class CommandEnding
{
    /// <summary>
    /// How long a killed program is waited for; one that hangs in the kernel (a dead network file system) ignores even SIGKILL.
    /// </summary>
    private const int HungMilliseconds = 2000;

    /// <summary>Tells the program to end, unless it has ended or has been told.</summary>
    public static void End(RunningCommand command, EndReason reason)
    {
        if (command.Status is not null || command.Ended.IsCompleted || command.EndReason != EndReason.None)
        {
            return;
        }

        command.EndReason = reason;
        if (command.KillGrace <= TimeSpan.Zero)
        {
            Kill(command);
            return;
        }

        command.Strays = ProcessIdentity.Descendants(command.Pid);
        Signal(command, Libc.SigTerm);
        command.Deadline = Environment.TickCount64 + (long)Math.Min(command.KillGrace.TotalMilliseconds, int.MaxValue);
    }

    /// <summary>Ends a program whose output nobody will read.</summary>
    public static void TooMuchOutput(RunningCommand command)
    {
        if (command.EndReason == EndReason.None)
        {
            command.EndReason = EndReason.TooMuchOutput;
            if (command.Status is null)
            {
                Kill(command);
            }
        }
    }

    /// <summary>What follows when a program that was told to end does not: SIGKILL, then giving up.</summary>
    public static void Overdue(RunningCommand command, long now)
    {
        if (now < command.Deadline || command.Ended.IsCompleted)
        {
            return;
        }

        if (!command.Killed)
        {
            Kill(command);
            return;
        }

        // It stays in the list to be reaped some day.
        command.CloseStreams();
        command.Deadline = long.MaxValue;
        command.Complete(Libc.SigKill);
    }

    /// <summary>Sends SIGKILL to the program and all below it, once.</summary>
    public static void Kill(RunningCommand command)
    {
        if (command.Killed)
        {
            return;
        }

        command.Killed = true;
        command.Deadline = Environment.TickCount64 + HungMilliseconds;
        command.Strays = [.. command.Strays.Union(ProcessIdentity.Descendants(command.Pid))];
        Signal(command, Libc.SigKill);
    }

    /// <summary>True when the program has ended, without reaping it.</summary>
    public static unsafe bool HasEnded(RunningCommand command)
    {
        // siginfo_t has 128 bytes everywhere; its first word stays 0 while the process runs.
        int* info = stackalloc int[64];
        info[0] = 0;
        return Libc.WaitId(Libc.PPid, command.Pid, info, Libc.WNoHang | Libc.WExited | Libc.WNoWait) == 0 && info[0] != 0;
    }

    private static void Signal(RunningCommand command, int signal)
    {
        Libc.Kill(-command.Pid, signal);
        foreach (ProcessIdentity stray in command.Strays)
        {
            stray.Signal(signal);
        }
    }
}
