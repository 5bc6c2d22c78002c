using System.Text;
using Interlink.Podlet.Native;

namespace Interlink.Podlet.Launching;

/// <summary>
/// <c>podlet launch</c>: becomes the container's process. Everything a program may expect of the process it starts in is set here: a
/// session of its own, the log, the folder, the usual file creation mask, no blocked or ignored signals, no open files but the first
/// three, and death with podlet.
/// </summary>
internal static unsafe class LaunchCommand
{
    /// <summary>Where the parent listens: closed by a successful start, else an exit code in one byte and a sentence.</summary>
    public const int Report = 3;

    private const int WriteAppendCreate = 1 | 0x400 | 0x40;
    private const int CloseOnExec = 1;
    private const int SetDescriptorFlags = 2;
    private const int ParentDeathSignal = 1;
    private const int SetNoNewPrivileges = 38;

    public static int Run(string[] arguments)
    {
        LaunchOptions? options = LaunchOptions.Parse(arguments);
        if (options is null)
            return Fail(ExitCodes.Usage, "launch is for podlet's own use: its options are not understood.");

        // Already so when podlet spawned us; a failure says just that.
        _ = LibC.NewSession();
        _ = LibC.ControlDescriptor(Report, SetDescriptorFlags, CloseOnExec);
        LibC.ControlProcess(ParentDeathSignal, Signal.Kill, 0, 0, 0);
        if (LibC.ParentProcessId() != options.Parent)
            return ExitCodes.CannotStart;

        string? failure = Prepare(options);
        if (failure is not null)
            return Fail(ExitCodes.CannotStart, failure);

        using Utf8Block words = new(options.Words);
        OpenFiles.CloseOnExecFrom(Report + 1);
        SignalMask.Reset();
        LibC.ExecuteFromPath(words.First, words.Pointers);

        int error = Errno.Last;
        bool missing = error is Errno.NoSuchFile or Errno.NotADirectory;
        return Fail(
            missing ? ExitCodes.NotFound : ExitCodes.CannotExecute,
            $"\"{options.Words[0]}\" cannot be started: {Errno.Text(error)}.");
    }

    private static string? Prepare(LaunchOptions options)
    {
        if (options.Log is not null)
        {
            using Utf8Block log = new([options.Log]);
            using Utf8Block nothing = new(["/dev/null"]);
            int output = OpenLog(log.First, options.Log);
            if (output < 0)
                return $"the log {options.Log} cannot be opened: {Errno.Text(Errno.Last)}.";
            int input = LibC.Open(nothing.First, 0, 0);
            if (input < 0 || LibC.Duplicate(input, 0) < 0 || LibC.Duplicate(output, 1) < 0 || LibC.Duplicate(output, 2) < 0)
                return $"standard input and output cannot be set up: {Errno.Text(Errno.Last)}.";
        }

        LibC.SetCreationMask(0b000_010_010);
        if (options.NoNewPrivileges)
            LibC.ControlProcess(SetNoNewPrivileges, 1, 0, 0, 0);
        if (options.WorkingDirectory is null)
            return null;
        using Utf8Block directory = new([options.WorkingDirectory]);
        return LibC.ChangeDirectory(directory.First) == 0
            ? null
            : $"the working folder {options.WorkingDirectory} cannot be entered: {Errno.Text(Errno.Last)}.";
    }

    /// <summary>A file system that is full or was lost for a moment is waited for: no pod should end for that.</summary>
    private static int OpenLog(byte* path, string name)
    {
        const int Attempts = 60;
        const int PauseMilliseconds = 1000;
        int output;
        for (int attempt = 1; (output = LibC.Open(path, WriteAppendCreate, 0b110_000_000)) < 0 && attempt < Attempts; attempt++)
        {
            int error = Errno.Last;
            if (error is not (Errno.Interrupted or Errno.InputOutput or Errno.NoSpace or Errno.StaleHandle or Errno.QuotaExceeded))
                break;
            if (attempt == 1)
                StandardError.Say($"the log {name} cannot be opened, trying again every second: {Errno.Text(error)}.");
            _ = LibC.Poll(null, 0, PauseMilliseconds);
        }

        return output;
    }

    private static int Fail(int code, string sentence)
    {
        StandardError.Say(sentence);
        byte[] report = [(byte)code, .. Encoding.UTF8.GetBytes(sentence)];
        fixed (byte* first = report)
        {
            // Fails when a person started us: then standard error has said it.
            _ = LibC.Write(Report, first, report.Length);
        }

        return code;
    }
}
