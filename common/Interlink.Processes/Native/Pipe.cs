using System.Runtime.InteropServices;

namespace Interlink.Processes.Native;

/// <summary>A pipe between this process and a child. Neither end is inherited by accident; this process' end never blocks.</summary>
internal struct Pipe
{
    /// <summary>This process' end; -1 when closed.</summary>
    public int Ours;

    /// <summary>The child's end; -1 when closed.</summary>
    public int Theirs;

    public static unsafe Pipe Open(bool childWrites)
    {
        int* ends = stackalloc int[2];
        if (Libc.Pipe(ends, Libc.OCloexec) != 0)
        {
            throw Failed();
        }

        // Numbers below 3 are about to be replaced in the child, even if they happen to be free here.
        int read = Above(ends[0]);
        int write = Above(ends[1]);
        var pipe = childWrites ? new Pipe { Ours = read, Theirs = write } : new Pipe { Ours = write, Theirs = read };
        if (read < 0 || write < 0 || Libc.Fcntl(pipe.Ours, Libc.FSetfl, Libc.ONonblock) != 0)
        {
            CommandStartException failure = Failed();
            pipe.Close();
            throw failure;
        }

        return pipe;
    }

    public void CloseTheirs() => CloseEnd(ref Theirs);

    public void Close()
    {
        CloseEnd(ref Theirs);
        CloseEnd(ref Ours);
    }

    public static void CloseEnd(ref int fd)
    {
        if (fd >= 0)
        {
            Libc.Close(fd);
            fd = -1;
        }
    }

    private static int Above(int fd)
    {
        if (fd > 2)
        {
            return fd;
        }

        int moved = Libc.Fcntl(fd, Libc.FDupfdCloexec, 3);
        Libc.Close(fd);
        return moved;
    }

    private static CommandStartException Failed() =>
        new($"A program cannot be started: no pipe for it ({Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}).");
}
