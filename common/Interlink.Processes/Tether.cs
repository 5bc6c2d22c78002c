using System.Globalization;
using Interlink.Processes.Native;

namespace Interlink.Processes;

/// <summary>
/// Ties the life of other programs to this process' (<see cref="Command.Tethered"/>). Only a process itself can ask the kernel to be killed
/// with its parent (prctl(2), PR_SET_PDEATHSIG), so this program is started once more, asks, and becomes the other one: no process stays in
/// between. A program that runs under another user's id (set-user-id) takes no such order along.
/// </summary>
public static unsafe class Tether
{
    private const string Word = "tethered";
    private const int NotStarted = 127;

    private static bool _prepared;

    /// <summary>
    /// The first act of <c>Main</c>, on its thread: does not return in a process that was started to become another program.
    /// </summary>
    /// <param name="arguments">The program's arguments. The word <c>tethered</c> with which they may begin is taken.</param>
    public static void BecomeIfAsked(string[] arguments)
    {
        _prepared = true;
        if (arguments is [Word, var parent, var program, ..] && int.TryParse(parent, CultureInfo.InvariantCulture, out int pid))
        {
            Become(pid, program, arguments[2..]);
        }
    }

    /// <summary>The command that starts this program to become the other.</summary>
    internal static Command Tie(Command command)
    {
        StartFailure.RefuseImpossible(command);
        if (!_prepared || Environment.ProcessPath is not { } self)
        {
            throw new InvalidOperationException("A program that starts tethered commands calls Tether.BecomeIfAsked first.");
        }

        string parent = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return command with { Executable = self, Arguments = [Word, parent, command.Executable, .. command.Arguments] };
    }

    private static void Become(int parent, string program, string[] words)
    {
        // The runtime ignores SIGPIPE, and what is ignored stays so.
        Libc.Signal(Libc.SigPipe, 0);
        if (Libc.ControlProcess(Libc.ParentDeathSignal, Libc.SigKill, 0, 0, 0) != 0 || Libc.ParentProcessId() != parent)
        {
            // It died before the order was given.
            Environment.Exit(NotStarted);
        }

        using var arguments = new NativeStrings(words);
        Libc.Execute(arguments.Pointer[0], arguments.Pointer);
        int reason = System.Runtime.InteropServices.Marshal.GetLastPInvokeError();
        Console.Error.WriteLine(StartFailure.Describe(new Command(program), reason).Message);
        Environment.Exit(NotStarted);
    }
}
