using Interlink.Podlet.Native;

namespace Interlink.Podlet.Executing;

/// <summary>The steps of a <see cref="ChildScript"/> that every program needs.</summary>
internal static unsafe class StandardSteps
{
    public const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private const nint TakeTerminal = 0x540E;
    private const nint ParentDeathSignal = 1;
    private const int SetMask = 2;
    private const int KernelSetSize = 8;

    /// <summary>As long as the kernel's <c>struct sigaction</c>; all zero it is the default action, and an empty mask.</summary>
    private static readonly Utf8Block Zeros = new([new byte[64]]);

    /// <summary>Where a program is looked for: by the folders of a PATH unless its name is a path.</summary>
    public static List<string> FilesOf(string program, string path) =>
        program.Contains('/')
            ? [program]
            : [.. path.Split(':').Select(folder => folder.Length == 0 ? program : folder + "/" + program)];

    /// <summary>Input, output and error; null leaves those of podlet.</summary>
    public static void AddFiles(ChildScript script, StandardFiles? standard)
    {
        if (standard is not { } files)
            return;
        script.Add("its input", ChildStepKind.Required, SystemCall.Duplicate, files.Input, 0);
        script.Add("its output", ChildStepKind.Required, SystemCall.Duplicate, files.Output, 1);
        script.Add("its output", ChildStepKind.Required, SystemCall.Duplicate, files.Output, 2);
        if (files.IsTerminal)
            script.Add("the terminal", ChildStepKind.Required, SystemCall.ControlDevice, 0, TakeTerminal);
    }

    /// <summary>Death with podlet, and no signal ignored or blocked.</summary>
    public static void AddSignals(ChildScript script)
    {
        script.Add("the death signal", ChildStepKind.Optional, SystemCall.ControlProcess, ParentDeathSignal, Signal.Kill);
        script.Add("a signal", ChildStepKind.Required, SystemCall.SignalAction, Signal.Pipe, (nint)Zeros.First, 0, KernelSetSize);
        script.Add("the signal mask", ChildStepKind.Required, SystemCall.SignalMask, SetMask, (nint)Zeros.First, 0, KernelSetSize);
    }

    /// <summary>The program, at the first place that has it. The blocks must live until the script has run.</summary>
    public static void AddProgram(ChildScript script, Utf8Block files, Utf8Block arguments, Utf8Block environment)
    {
        for (byte** file = files.Pointers; *file is not null; file++)
            script.Add("the program", ChildStepKind.Execute, SystemCall.Execute, (nint)(*file), (nint)arguments.Pointers, (nint)environment.Pointers);
        OpenFiles.CloseOnExecFrom(3);
    }
}
