using System.Text;
using Interlink.Podlet.Native;

namespace Interlink.Podlet.Executing;

/// <summary>
/// Starts a program inside a running container: in its namespaces, root and working folder, with its environment, as its user and with
/// no more rights than it has.
/// </summary>
internal static unsafe class ContainerEntry
{
    private const nint ParentDeathSignal = 1;
    private const nint DropCapability = 24;
    private const nint SetNoNewPrivileges = 38;
    private const nint TakeTerminal = 0x540E;
    private const int SetMask = 2;
    private const int Capabilities = 64;
    private const int KernelSetSize = 8;
    private const int CloseOnExec = 0x80000;
    private const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>Starts it as a child in a session of its own.</summary>
    /// <param name="container">The container's process (<see cref="ContainerProcess"/>).</param>
    /// <param name="words">The program, looked up by the container's PATH, and its arguments.</param>
    /// <param name="terminal">A terminal to be the child's input, output and error; null leaves those of podlet.</param>
    /// <exception cref="PodletException">127 when the container has no such program, 126 when it cannot be executed or joined.</exception>
    public static int Start(int container, IReadOnlyList<string> words, int? terminal)
    {
        List<byte[]> variables = ContainerProcess.Environ(container);
        string path = ContainerProcess.ValueOf(variables, "PATH") ?? DefaultPath;
        if (terminal is not null && ContainerProcess.ValueOf(variables, "TERM") is null)
            variables.Add(Encoding.UTF8.GetBytes("TERM=" + (Environment.GetEnvironmentVariable("TERM") ?? "xterm")));
        Credentials credentials = Credentials.Of(container);
        using Utf8Block arguments = new(words);
        using Utf8Block environment = new(variables);
        using Utf8Block files = new(FilesOf(words[0], path));
        using Utf8Block here = new(["."]);
        uint[] groups = [.. credentials.InnerGroups];
        ulong noSignals = 0;
        ChildScript script = new();
        fixed (uint* firstGroup = groups)
        {
            AddNamespaces(script, container, (nint)here.First);
            script.AddFork();
            script.Add("a session", ChildStepKind.Required, SystemCall.NewSession);
            AddTerminal(script, terminal);
            AddCredentials(script, credentials, (nint)firstGroup, groups.Length);
            script.Add("the death signal", ChildStepKind.Optional, SystemCall.ControlProcess, ParentDeathSignal, Signal.Kill);
            script.Add("the signal mask", ChildStepKind.Required, SystemCall.SignalMask, SetMask, (nint)(&noSignals), 0, KernelSetSize);
            for (byte** file = files.Pointers; *file is not null; file++)
                script.Add("the program", ChildStepKind.Execute, SystemCall.Execute, (nint)(*file), (nint)arguments.Pointers, (nint)environment.Pointers);
            OpenFiles.CloseOnExecFrom(3);
            LibC.SetDisposition(Signal.Pipe, 0);
            try
            {
                return script.Start();
            }
            catch (ChildScriptException failed)
            {
                throw Explain(failed, words[0]);
            }
        }
    }

    private static PodletException Explain(ChildScriptException failed, string program)
    {
        if (!failed.OfProgram)
            return new PodletException(ExitCodes.CannotExecute, $"the container cannot be joined ({failed.Message}).");
        bool missing = failed.Error is Errno.NoSuchFile or Errno.NotADirectory;
        return new PodletException(
            missing ? ExitCodes.NotFound : ExitCodes.CannotExecute,
            $"\"{program}\" cannot be started in the container: {Errno.Text(failed.Error)}.");
    }

    /// <summary>
    /// Whoever may enter a namespace without the container's rights does so first: with them, he may not if it belongs to others.
    /// </summary>
    private static void AddNamespaces(ChildScript script, int container, nint here)
    {
        int root = Open($"/proc/{container}/root", CloseOnExec);
        int folder = Open($"/proc/{container}/cwd", CloseOnExec);
        string[] kinds = [.. Namespaces.Kinds.Where(kind => Differs(container, kind))];
        bool users = Differs(container, Namespaces.Users);
        Dictionary<string, (int File, int? Step)> entered = new(StringComparer.Ordinal);
        foreach (string kind in kinds)
        {
            int file = Open($"/proc/{container}/ns/{kind}", CloseOnExec);
            int? early = users ? script.Add(Namespace(kind), ChildStepKind.Optional, SystemCall.SetNamespace, file) : null;
            entered[kind] = (file, early);
        }

        if (users)
            script.Add(Namespace(Namespaces.Users), ChildStepKind.Required, SystemCall.SetNamespace, Open($"/proc/{container}/ns/user", CloseOnExec));
        foreach (string kind in kinds)
            script.Add(Namespace(kind), ChildStepKind.Required, SystemCall.SetNamespace, entered[kind].File, unless: entered[kind].Step);
        if (kinds.Contains("mnt", StringComparer.Ordinal))
        {
            script.Add("its root", ChildStepKind.Required, SystemCall.ChangeDirectory, root);
            script.Add("its root", ChildStepKind.Required, SystemCall.ChangeRoot, here);
        }

        script.Add("its working folder", ChildStepKind.Required, SystemCall.ChangeDirectory, folder);
    }

    private static void AddTerminal(ChildScript script, int? terminal)
    {
        if (terminal is not { } descriptor)
            return;
        for (int standard = 0; standard <= 2; standard++)
            script.Add("the terminal", ChildStepKind.Required, SystemCall.Duplicate, descriptor, standard);
        script.Add("the terminal", ChildStepKind.Required, SystemCall.ControlDevice, 0, TakeTerminal);
    }

    private static void AddCredentials(ChildScript script, Credentials credentials, nint groups, int groupCount)
    {
        for (int capability = 0; capability < Capabilities; capability++)
        {
            // Refused to who has none to drop.
            if ((credentials.Capabilities >> capability & 1) == 0)
                script.Add("capabilities", ChildStepKind.Optional, SystemCall.ControlProcess, DropCapability, capability);
        }

        if (credentials.User != LibC.UserId())
        {
            nint user = (nint)credentials.InnerUser;
            nint group = (nint)credentials.InnerGroup;
            // A namespace may forbid it; then the groups mean nothing there.
            script.Add("its groups", ChildStepKind.Optional, SystemCall.SetGroups, groupCount, groups);
            script.Add("its group", ChildStepKind.Required, SystemCall.SetGroupIds, group, group, group);
            script.Add("its user", ChildStepKind.Required, SystemCall.SetUserIds, user, user, user);
        }

        if (credentials.NoNewPrivileges)
            script.Add("privileges", ChildStepKind.Required, SystemCall.ControlProcess, SetNoNewPrivileges, 1);
    }

    private static string Namespace(string kind) => $"its {kind} namespace";

    private static bool Differs(int container, string kind)
    {
        try
        {
            return Namespaces.Read(container, kind) != Namespaces.Read(Environment.ProcessId, kind);
        }
        catch (IOException)
        {
            // A kernel without namespaces of this kind, or a container that ended: its root tells.
            return false;
        }
    }

    private static int Open(string path, int flags)
    {
        using Utf8Block name = new([path]);
        int descriptor = LibC.Open(name.First, flags, 0);
        if (descriptor >= 0)
            return descriptor;
        int error = Errno.Last;
        throw error is Errno.AccessDenied or Errno.NotPermitted
            ? new UnauthorizedAccessException($"{path}: {Errno.Text(error)}")
            : new IOException($"{path}: {Errno.Text(error)}");
    }

    private static List<string> FilesOf(string program, string path) =>
        program.Contains('/')
            ? [program]
            : [.. path.Split(':').Select(folder => folder.Length == 0 ? program : folder + "/" + program)];
}
