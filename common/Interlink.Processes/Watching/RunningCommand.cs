using Interlink.Processes.Native;

namespace Interlink.Processes.Watching;

/// <summary>A program between its start and its end. After the start it belongs to the thread of <see cref="CommandWatch"/>.</summary>
internal sealed class RunningCommand
{
    private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningCommand(Command command)
    {
        Executable = command.Executable;
        KillGrace = command.KillGrace;
        Input = command.StandardInput ?? default;
        Output = new OutputBuffer(command.OutputLimitBytes);
        Error = command.StandardErrorLine is { } take ? new OutputLines(take) : new OutputBuffer(command.OutputLimitBytes);
    }

    public string Executable { get; }

    public TimeSpan KillGrace { get; }

    public ICommandOutput Output { get; }

    public ICommandOutput Error { get; }

    public int Pid { get; private set; }

    /// <summary>Becomes readable when the program ends; -1 where the kernel is older than 5.3 and has no such thing.</summary>
    public int PidFd = -1;

    public int InputFd = -1;

    public int OutputFd = -1;

    public int ErrorFd = -1;

    /// <summary>What is left to write to the program's standard input.</summary>
    public ReadOnlyMemory<byte> Input { get; set; }

    public EndReason EndReason { get; set; }

    /// <summary>Processes below the program that had left its group when it was told to end.</summary>
    public IReadOnlyList<ProcessIdentity> Strays { get; set; } = [];

    /// <summary>True when something happened that has not been looked at.</summary>
    public bool Ready { get; set; } = true;

    /// <summary>
    /// When the next step is due, in milliseconds of <see cref="Environment.TickCount64"/>; what it is follows from the state.
    /// </summary>
    public long Deadline { get; set; } = long.MaxValue;

    /// <summary>True once SIGKILL has been sent.</summary>
    public bool Killed { get; set; }

    /// <summary>The status of the program, once it has ended and been reaped.</summary>
    public int? Status { get; set; }

    /// <summary>The status when program and output have ended.</summary>
    public Task<int> Ended => _ended.Task;

    /// <summary>Starts the program.</summary>
    /// <exception cref="CommandStartException">It cannot be started.</exception>
    public static RunningCommand Start(Command command, bool usePidFd)
    {
        StartFailure.RefuseImpossible(command);
        var running = new RunningCommand(command);
        Pipe input = new() { Ours = -1, Theirs = -1 };
        Pipe output = input;
        Pipe error = input;
        try
        {
            input = command.StandardInput is null ? input : Pipe.Open(childWrites: false);
            output = Pipe.Open(childWrites: true);
            error = Pipe.Open(childWrites: true);
            running.Pid = Spawn.Start(command, input.Theirs, output.Theirs, error.Theirs);
        }
        catch
        {
            input.Close();
            output.Close();
            error.Close();
            throw;
        }

        input.CloseTheirs();
        output.CloseTheirs();
        error.CloseTheirs();
        (running.InputFd, running.OutputFd, running.ErrorFd) = (input.Ours, output.Ours, error.Ours);
        running.PidFd = usePidFd ? (int)Libc.Syscall(Libc.SysPidfdOpen, running.Pid, 0) : -1;
        return running;
    }

    public void CloseStreams()
    {
        Pipe.CloseEnd(ref InputFd);
        Pipe.CloseEnd(ref OutputFd);
        Pipe.CloseEnd(ref ErrorFd);
    }

    public void Complete(int status)
    {
        Output.End();
        Error.End();
        _ended.TrySetResult(status);
    }

    public void Fail(Exception failure) => _ended.TrySetException(failure);
}
