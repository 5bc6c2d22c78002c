using Interlink.Podlet.Folders;
using Interlink.Podlet.Native;
using Interlink.Podlet.Runtimes;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Executing;

/// <summary><c>podlet exec</c>: a program inside a running container; its exit code is this process's.</summary>
internal static unsafe class ExecCommand
{
    public static int Run(ExecOptions options)
    {
        SignalMask.EnsureBlocked(Signal.WindowChange);
        RunningContainer running = RunningContainer.Of(new JobFolder(options.Folder), options.Container);
        if (running.Plan.Runtime.Kind is ContainerRuntime.Podman or ContainerRuntime.Docker)
            return Become(PodmanRuntime.Exec(running.Plan, running.Container, options.Words, options.Input, options.Terminal));
        if (!options.Input)
            CloseInput();
        PseudoTerminal? terminal = options.Terminal ? PseudoTerminal.Open() : null;
        return new ExecSession(Start(running, options.Words, terminal), running.Process, terminal, options.Input).Run();
    }

    private static int Start(RunningContainer running, IReadOnlyList<string> words, PseudoTerminal? terminal)
    {
        string name = running.Container.Name;
        try
        {
            int process = ContainerProcess.Find(running.Plan.Runtime.Kind, running.Process)
                ?? throw new PodletException(ExitCodes.CannotExecute, $"the container {name} is only starting: try again in a moment.");
            return new ContainerEntry(process).Start(words, terminal is null ? null : StandardFiles.Of(terminal));
        }
        catch (UnauthorizedAccessException)
        {
            throw new PodletException(
                ExitCodes.CannotExecute,
                $"the container {name} cannot be joined by this user: it is another user's, or its runtime is installed set-user-id root; "
                + "with user namespaces (apptainer's --userns) it could be.");
        }
        catch (IOException)
        {
            throw new PodletException(ExitCodes.CannotExecute, $"the container {name} has just ended.");
        }
    }

    private static int Become(IReadOnlyList<string> words)
    {
        using Utf8Block program = new(words);
        SignalMask.Reset();
        LibC.ExecuteFromPath(program.First, program.Pointers);
        throw new PodletException(ExitCodes.CannotExecute, $"\"{words[0]}\" cannot be started: {Errno.Text(Errno.Last)}.");
    }

    private static void CloseInput()
    {
        using Utf8Block nothing = new(["/dev/null"]);
        int input = LibC.Open(nothing.First, 0, 0);
        _ = LibC.Duplicate(input, 0);
    }
}
