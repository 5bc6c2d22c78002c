using System.Runtime.InteropServices;
using Interlink.Processes.Native;

namespace Interlink.Processes.Watching;

/// <summary>What is done for a running command when something has happened: move bytes, reap, complete.</summary>
internal sealed unsafe class CommandSteps
{
    /// <summary>How long output may still come from children that outlive the program, for example of a process substitution.</summary>
    private const int OrphanMilliseconds = 100;

    /// <summary>Reads in a row: together more than a pipe holds, so that the last output of an ended program is complete.</summary>
    private const int Reads = 17;

    private readonly byte[] _buffer = new byte[64 * 1024];

    /// <summary>Does what can be done now; true when nothing is left to do for this command.</summary>
    public bool Advance(RunningCommand command, long now)
    {
        WriteInput(command);
        ReadOutput(command);
        if (command.Status is null)
        {
            if (!TryReap(command))
            {
                CommandEnding.Overdue(command, now);
                return command.Ended.IsFaulted;
            }

            // What it wrote between the read above and its end.
            ReadOutput(command);
            command.Deadline = now + OrphanMilliseconds;
        }

        bool endOfOutput = command is { OutputFd: < 0, ErrorFd: < 0 };
        if (!endOfOutput && command.EndReason == EndReason.None && now < command.Deadline)
        {
            return false;
        }

        command.CloseStreams();
        Pipe.CloseEnd(ref command.PidFd);
        command.Complete(command.Status!.Value);
        return true;
    }

    private static bool TryReap(RunningCommand command)
    {
        // Before the reaping, while the number of the group cannot belong to anybody else.
        if (command.EndReason != EndReason.None && CommandEnding.HasEnded(command))
        {
            CommandEnding.Kill(command);
        }

        int status;
        int answer = Libc.WaitPid(command.Pid, &status, Libc.WNoHang);
        if (answer == command.Pid)
        {
            command.Status = status;
            return true;
        }

        if (answer < 0 && Marshal.GetLastPInvokeError() != Libc.EIntr)
        {
            command.CloseStreams();
            Pipe.CloseEnd(ref command.PidFd);
            command.Fail(new InvalidOperationException(
                $"The exit code of {command.Executable} is lost: another part of this program waits for any child."));
        }

        return false;
    }

    private static void WriteInput(RunningCommand command)
    {
        while (command.InputFd >= 0)
        {
            fixed (byte* bytes = command.Input.Span)
            {
                nint written = command.Input.Length == 0 ? 0 : Libc.Write(command.InputFd, bytes, (nuint)command.Input.Length);
                if (written < 0 && Marshal.GetLastPInvokeError() is Libc.EAgain or Libc.EIntr)
                {
                    return;
                }

                // A program need not read all of its input: a broken pipe is no error.
                command.Input = written < 0 ? default : command.Input[(int)written..];
            }

            if (command.Input.Length == 0)
            {
                Pipe.CloseEnd(ref command.InputFd);
            }
        }
    }

    private void ReadOutput(RunningCommand command)
    {
        Read(command, ref command.OutputFd, command.Output);
        Read(command, ref command.ErrorFd, command.Error);
    }

    private void Read(RunningCommand command, ref int fd, ICommandOutput output)
    {
        for (int i = 0; i < Reads && fd >= 0; i++)
        {
            nint count;
            fixed (byte* bytes = _buffer)
            {
                count = Libc.Read(fd, bytes, (nuint)_buffer.Length);
            }

            if (count < 0 && Marshal.GetLastPInvokeError() is Libc.EAgain or Libc.EIntr)
            {
                return;
            }

            if (count > 0 && output.TryAppend(_buffer.AsSpan(0, (int)count)))
            {
                continue;
            }

            Pipe.CloseEnd(ref fd);
            if (count > 0)
            {
                CommandEnding.TooMuchOutput(command);
            }
        }
    }
}
