using System.Runtime.InteropServices;
using Interlink.Processes.Native;

namespace Interlink.Processes;

/// <summary>Puts another program in the place of this process.</summary>
public static unsafe class ProcessReplacement
{
    /// <summary>
    /// Becomes a program: the process id, the standard streams, the terminal and the environment stay, signals are handled as a shell would
    /// have left them. Nothing of this program runs any more, not even a <c>finally</c>.
    /// </summary>
    /// <param name="executable">A path, or a name to be found in <c>PATH</c>.</param>
    /// <param name="arguments">Its arguments, without its own name.</param>
    /// <returns>Why the program cannot be started: this is the only way to return.</returns>
    public static CommandStartException Become(string executable, IReadOnlyList<string> arguments)
    {
        Command command = new() { Executable = executable, Arguments = arguments };
        try
        {
            StartFailure.RefuseImpossible(command);
        }
        catch (CommandStartException impossible)
        {
            return impossible;
        }

        using NativeStrings words = new([executable, .. arguments]);
        // .NET ignores it, and an ignored signal stays ignored.
        nint before = Libc.Signal(Libc.SigPipe, Libc.DefaultAction);
        Libc.Execute(words.Pointer[0], words.Pointer);
        int failure = Marshal.GetLastPInvokeError();
        _ = Libc.Signal(Libc.SigPipe, before);
        return StartFailure.Describe(command, failure);
    }
}
