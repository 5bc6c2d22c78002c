namespace Interlink.Podlet.Native;

/// <summary>
/// The signals podlet handles itself, blocked in every one of its threads so that they arrive through a descriptor.
/// The runtime has threads before Main begins, and they have the mask the process was started with: so a process that finds
/// the signals not blocked blocks them and executes itself again.
/// </summary>
internal static unsafe class SignalMask
{
    private const int SetSize = 128;
    private const int Block = 0;
    private const int Set = 2;
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;

    private static ReadOnlySpan<byte> Handled =>
    [
        Signal.Hangup, Signal.Interrupt, Signal.Quit, Signal.User1, Signal.User2, Signal.Terminate, Signal.Child,
    ];

    /// <summary>Returns only when the signals are blocked in every thread.</summary>
    /// <param name="more">Signals beyond those podlet always handles.</param>
    public static void EnsureBlocked(params ReadOnlySpan<byte> more)
    {
        // A reader of ours that has gone away is an error of that write, not the end.
        const int Ignore = 1;
        LibC.SetDisposition(Signal.Pipe, Ignore);
        byte* current = stackalloc byte[SetSize];
        byte* wanted = stackalloc byte[SetSize];
        LibC.SignalMask(Block, null, current);
        bool blocked = true;
        LibC.EmptySet(wanted);
        foreach (byte signal in (ReadOnlySpan<byte>)[.. Handled, .. more])
        {
            LibC.AddToSet(wanted, signal);
            blocked &= LibC.IsInSet(current, signal) == 1;
        }

        if (blocked)
            return;
        LibC.SignalMask(Block, wanted, null);
        using Utf8Block path = new([OwnProgram.Path]);
        using Utf8Block arguments = new(NullSeparated.Read("/proc/self/cmdline"));
        LibC.Execute(path.First, arguments.Pointers);
        throw new PodletException(ExitCodes.OsError, $"podlet cannot execute itself again ({OwnProgram.Path}): {Errno.Text(Errno.Last)}");
    }

    /// <summary>A descriptor that gives the handled signals, not blocking.</summary>
    public static int Open(params ReadOnlySpan<byte> more)
    {
        byte* set = stackalloc byte[SetSize];
        LibC.EmptySet(set);
        foreach (byte signal in (ReadOnlySpan<byte>)[.. Handled, .. more])
            LibC.AddToSet(set, signal);
        int descriptor = LibC.SignalDescriptor(-1, set, CloseOnExec | NonBlocking);
        return descriptor >= 0
            ? descriptor
            : throw new PodletException(ExitCodes.OsError, $"podlet cannot receive signals: {Errno.Text(Errno.Last)}");
    }

    /// <summary>The next signal that has arrived, or 0.</summary>
    public static int Next(int descriptor)
    {
        const int Size = 128;
        uint* record = stackalloc uint[Size / sizeof(uint)];
        return LibC.Read(descriptor, record, Size) == Size ? (int)record[0] : 0;
    }

    /// <summary>All signals that have arrived.</summary>
    public static List<int> All(int descriptor)
    {
        List<int> arrived = [];
        int signal;
        while ((signal = Next(descriptor)) != 0)
            arrived.Add(signal);
        return arrived;
    }

    /// <summary>Gives the process the dispositions and the mask a program expects to start with.</summary>
    public static void Reset()
    {
        for (int signal = 1; signal < Signal.Limit; signal++)
            LibC.SetDisposition(signal, 0);
        byte* none = stackalloc byte[SetSize];
        LibC.EmptySet(none);
        LibC.SignalMask(Set, none, null);
    }
}
