using Interlink.Podlet.Native;

namespace Interlink.Podlet.Executing;

/// <summary>A terminal for a program, whose other end this process has.</summary>
internal sealed unsafe class PseudoTerminal
{
    private const int ReadWriteCloseOnExec = 2 | 0x80000;
    private const int NoControl = 0x100;
    private const nuint Unlock = 0x40045431;
    private const nuint OpenOtherEnd = 0x5441;
    private const nuint ReadSize = 0x5413;
    private const nuint WriteSize = 0x5414;
    private const int SizeBytes = 8;

    private PseudoTerminal(int ownEnd, int programEnd)
    {
        OwnEnd = ownEnd;
        ProgramEnd = programEnd;
    }

    /// <summary>Reads what the program writes, writes what it reads.</summary>
    public int OwnEnd { get; }

    /// <summary>The program's input, output and error.</summary>
    public int ProgramEnd { get; }

    /// <summary>Makes one as large as the terminal this process has as standard output or input, if it has one.</summary>
    /// <exception cref="PodletException">The machine gives none.</exception>
    public static PseudoTerminal Open()
    {
        using Utf8Block path = new(["/dev/ptmx"]);
        int own = LibC.Open(path.First, ReadWriteCloseOnExec | NoControl, 0);
        int locked = 0;
        int program = own >= 0 && LibC.ControlDevice(own, Unlock, &locked) == 0
            ? LibC.ControlDevice(own, OpenOtherEnd, (void*)(ReadWriteCloseOnExec | NoControl))
            : -1;
        if (program < 0)
            throw new PodletException(ExitCodes.CannotExecute, $"the machine gives no terminal: {Errno.Text(Errno.Last)}.");
        PseudoTerminal terminal = new(own, program);
        terminal.TakeSize();
        return terminal;
    }

    /// <summary>Tells the program the present size of this process's terminal.</summary>
    public void TakeSize()
    {
        byte* size = stackalloc byte[SizeBytes];
        if (LibC.ControlDevice(1, ReadSize, size) == 0 || LibC.ControlDevice(0, ReadSize, size) == 0)
            _ = LibC.ControlDevice(OwnEnd, WriteSize, size);
    }
}
