using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Interlink.Processes.Native;

namespace Interlink.Processes.Watching;

/// <summary>The one thread that waits for the output and the end of all running commands.</summary>
internal sealed unsafe class CommandWatch
{
    private const int FdsPerCommand = 4;
    private const int BlindMilliseconds = 2;

    private static readonly Lazy<CommandWatch> Instance = new(() => new CommandWatch());

    private readonly int _wakeUp;
    private readonly ConcurrentQueue<(RunningCommand Command, EndReason Reason)> _inbox = new();
    private readonly ConcurrentQueue<Action> _starts = new();
    private readonly List<RunningCommand> _commands = [];
    private readonly List<PollFd> _watched = [];
    private readonly CommandSteps _steps = new();

    private CommandWatch()
    {
        _wakeUp = Libc.EventFd(0, Libc.OCloexec | Libc.ONonblock);
        if (_wakeUp < 0)
        {
            throw new CommandStartException(
                $"Programs cannot be started: no event descriptor ({Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}).");
        }

        IgnoredChildren.Restore();
        new Thread(Watch) { IsBackground = true, Name = "command watch" }.Start();
    }

    public static CommandWatch Shared => Instance.Value;

    /// <summary>Starts a program and takes it in charge.</summary>
    /// <exception cref="CommandStartException">It cannot be started.</exception>
    public Task<RunningCommand> StartAsync(Command command, bool usePidFd)
    {
        if (command.Tethered)
        {
            return StartTetheredAsync(Tether.Tie(command), usePidFd);
        }

        RunningCommand running = RunningCommand.Start(command, usePidFd);
        Post(running, EndReason.None);
        return Task.FromResult(running);
    }

    /// <summary>Ends a program and its children, unless it has ended.</summary>
    public void End(RunningCommand command, EndReason reason) => Post(command, reason);

    /// <summary>To the kernel, the parent that dies is the thread that started the program: this one lives as long as the process.</summary>
    private Task<RunningCommand> StartTetheredAsync(Command command, bool usePidFd)
    {
        var started = new TaskCompletionSource<RunningCommand>(TaskCreationOptions.RunContinuationsAsynchronously);
        _starts.Enqueue(() =>
        {
            try
            {
                RunningCommand running = RunningCommand.Start(command, usePidFd);
                _commands.Add(running);
                started.SetResult(running);
            }
            catch (CommandStartException failure)
            {
                started.SetException(failure);
            }
        });
        WakeUp();
        return started.Task;
    }

    private void Post(RunningCommand command, EndReason reason)
    {
        _inbox.Enqueue((command, reason));
        WakeUp();
    }

    private void WakeUp()
    {
        ulong one = 1;
        Libc.Write(_wakeUp, (byte*)&one, sizeof(ulong));
    }

    private void Watch()
    {
        while (true)
        {
            Wait();
            ReadInbox();
            Advance();
        }
    }

    /// <summary>Waits until something happens to a command or is due for it, and marks those commands.</summary>
    private void Wait()
    {
        _watched.Clear();
        _watched.Add(new PollFd { Fd = _wakeUp, Events = Libc.PollIn });
        long due = long.MaxValue;
        foreach (RunningCommand command in _commands)
        {
            _watched.Add(new PollFd { Fd = command.OutputFd, Events = Libc.PollIn });
            _watched.Add(new PollFd { Fd = command.ErrorFd, Events = Libc.PollIn });
            _watched.Add(new PollFd { Fd = command.InputFd, Events = Libc.PollOut });
            _watched.Add(new PollFd { Fd = command.Status is null ? command.PidFd : -1, Events = Libc.PollIn });
            due = Math.Min(due, IsBlind(command) ? Environment.TickCount64 + BlindMilliseconds : command.Deadline);
        }

        int wait = due == long.MaxValue ? -1 : (int)Math.Clamp(due - Environment.TickCount64, 0, int.MaxValue);
        Span<PollFd> watched = CollectionsMarshal.AsSpan(_watched);
        fixed (PollFd* first = watched)
        {
            Libc.Poll(first, (nuint)watched.Length, wait);
        }

        for (int i = 0; i < _commands.Count; i++)
        {
            ReadOnlySpan<PollFd> own = watched.Slice(1 + (i * FdsPerCommand), FdsPerCommand);
            _commands[i].Ready = own[0].Returned != 0 || own[1].Returned != 0 || own[2].Returned != 0 || own[3].Returned != 0;
        }
    }

    private void Advance()
    {
        long now = Environment.TickCount64;
        for (int i = _commands.Count - 1; i >= 0; i--)
        {
            RunningCommand command = _commands[i];
            if ((command.Ready || now >= command.Deadline || IsBlind(command)) && _steps.Advance(command, now))
            {
                _commands.RemoveAt(i);
            }
        }
    }

    /// <summary>Without a descriptor for the process its end must be asked for.</summary>
    private static bool IsBlind(RunningCommand command) => command.PidFd < 0 && command.Status is null;

    private void ReadInbox()
    {
        ulong count;
        Libc.Read(_wakeUp, (byte*)&count, sizeof(ulong));
        while (_starts.TryDequeue(out Action? start))
        {
            start();
        }

        while (_inbox.TryDequeue(out (RunningCommand Command, EndReason Reason) message))
        {
            if (message.Reason == EndReason.None)
            {
                _commands.Add(message.Command);
            }
            else
            {
                CommandEnding.End(message.Command, message.Reason);
            }
        }
    }
}
