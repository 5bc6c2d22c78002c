using Interlink.Podlet.Native;

namespace Interlink.Podlet.Executing;

/// <summary>A program in a container and what stands between it and who started it.</summary>
/// <param name="program">The child: its session's first process.</param>
/// <param name="container">With this process the program ends.</param>
/// <param name="terminal">Its terminal; null when it has this process's files.</param>
/// <param name="input">True when what comes on standard input is for the program.</param>
internal sealed unsafe class ExecSession(int program, int container, PseudoTerminal? terminal, bool input)
{
    private const int Room = 16384;
    private readonly int signals = SignalMask.Open(Signal.WindowChange);
    private readonly ProcessWatch watch = new(container);
    private readonly PollSet poll = new();
    private readonly byte[] buffer = new byte[Room];
    private bool reading = input && terminal is not null;
    private bool containerEnded;

    /// <summary>Returns the program's exit code, 128 + n after signal n.</summary>
    public int Run()
    {
        if (terminal is not null)
            _ = LibC.Close(terminal.ProgramEnd);
        using RawInput? raw = reading ? new RawInput() : null;
        while (true)
        {
            poll.Clear();
            poll.Add(signals);
            poll.Add(containerEnded ? -1 : watch.Descriptor);
            poll.Add(terminal?.OwnEnd ?? -1);
            poll.Add(reading ? 0 : -1);
            poll.Wait(watch.Interval);
            if (poll.IsReadable(terminal?.OwnEnd ?? -1))
                Copy(terminal!.OwnEnd, 1);
            if (reading && poll.IsReadable(0))
                ReadInput();
            int signal;
            while ((signal = SignalMask.Next(signals)) != 0)
                OnSignal(signal);
            if (!containerEnded && watch.HasEnded())
            {
                containerEnded = true;
                _ = LibC.Kill(-program, Signal.Kill);
            }

            if (End() is { } code)
                return code;
        }
    }

    private void OnSignal(int signal)
    {
        if (signal == Signal.WindowChange)
            terminal?.TakeSize();
        else if (signal != Signal.Child)
            _ = LibC.Kill(-program, signal);
    }

    private int? End()
    {
        int ended;
        while ((ended = Reaper.Peek()) != 0)
        {
            int code = Reaper.Reap(ended).ExitCode;
            if (ended != program)
                continue;
            if (terminal is not null)
                Drain();
            return code;
        }

        return null;
    }

    /// <summary>What the program wrote last. What it left running may still hold the terminal and say nothing.</summary>
    private void Drain()
    {
        do
        {
            poll.Clear();
            poll.Add(terminal!.OwnEnd);
            poll.Wait(TimeSpan.Zero);
        }
        while (poll.IsReadable(terminal.OwnEnd) && Copy(terminal.OwnEnd, 1) > 0);
    }

    private void ReadInput()
    {
        if (Copy(0, terminal!.OwnEnd) > 0)
            return;
        reading = false;
        // What a terminal sends at the end of a file.
        const byte EndOfTransmission = 4;
        byte end = EndOfTransmission;
        _ = LibC.Write(terminal.OwnEnd, &end, 1);
    }

    private nint Copy(int from, int to)
    {
        fixed (byte* first = buffer)
        {
            nint count = LibC.Read(from, first, Room);
            for (nint at = 0; at < count;)
            {
                nint written = LibC.Write(to, first + at, count - at);
                if (written < 0 && Errno.Last != Errno.Interrupted)
                    return written;
                at += Math.Max(0, written);
            }

            return count;
        }
    }
}
