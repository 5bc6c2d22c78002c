using System.Text;
using Interlink.Podlet.Native;

namespace Interlink.Podlet.Executing;

/// <summary>
/// Starts a program inside a running container: in its namespaces, root and working folder, with its environment, as its user and with
/// no more rights than it has. What it reads of the container for this holds for a while, so that many programs may be started by one.
/// </summary>
internal sealed unsafe class ContainerEntry
{
    private const nint DropCapability = 24;
    private const nint SetNoNewPrivileges = 38;
    private const int Capabilities = 64;
    private const int CloseOnExec = 0x80000;

    private readonly int container;
    private readonly List<byte[]> variables;
    private readonly string path;
    private readonly Credentials credentials;
    private readonly string[] kinds;
    private readonly bool users;

    /// <summary>Looks at a container.</summary>
    /// <param name="container">The container's process (<see cref="ContainerProcess"/>).</param>
    /// <exception cref="IOException">It has ended.</exception>
    /// <exception cref="UnauthorizedAccessException">The container cannot be joined by this user.</exception>
    public ContainerEntry(int container)
    {
        this.container = container;
        variables = ContainerProcess.Environ(container);
        path = ContainerProcess.ValueOf(variables, "PATH") ?? StandardSteps.DefaultPath;
        credentials = Credentials.Of(container);
        kinds = [.. Namespaces.Kinds.Where(kind => Differs(container, kind))];
        users = Differs(container, Namespaces.Users);
    }

    /// <summary>False when the container was caught becoming another program, which has no environment for a moment.</summary>
    public bool IsWhole => variables.Count > 0;

    /// <summary>Starts a program as a child in a session of its own.</summary>
    /// <param name="words">The program, looked up by the container's PATH, and its arguments.</param>
    /// <param name="standard">The child's input, output and error; null leaves those of podlet.</param>
    /// <exception cref="PodletException">127 when the container has no such program, 126 when it cannot be executed or joined.</exception>
    /// <exception cref="IOException">The container has ended.</exception>
    /// <exception cref="UnauthorizedAccessException">The container cannot be joined by this user.</exception>
    public int Start(IReadOnlyList<string> words, StandardFiles? standard)
    {
        using Utf8Block arguments = new(words);
        using Utf8Block environment = new(EnvironmentOn(standard));
        using Utf8Block files = new(StandardSteps.FilesOf(words[0], path));
        using Utf8Block here = new(["."]);
        uint[] groups = [.. credentials.InnerGroups];
        ChildScript script = new();
        List<int> opened = [];
        fixed (uint* firstGroup = groups)
        {
            try
            {
                AddNamespaces(script, (nint)here.First, opened);
                script.AddFork();
                script.Add("a session", ChildStepKind.Required, SystemCall.NewSession);
                StandardSteps.AddFiles(script, standard);
                AddCredentials(script, (nint)firstGroup, groups.Length);
                StandardSteps.AddSignals(script);
                StandardSteps.AddProgram(script, files, arguments, environment);
                return script.Start();
            }
            catch (ChildScriptException failed)
            {
                throw Explain(failed, words[0]);
            }
            finally
            {
                opened.ForEach(descriptor => _ = LibC.Close(descriptor));
            }
        }
    }

    private List<byte[]> EnvironmentOn(StandardFiles? standard) =>
        standard is { IsTerminal: true } && ContainerProcess.ValueOf(variables, "TERM") is null
            ? [.. variables, Encoding.UTF8.GetBytes("TERM=" + (Environment.GetEnvironmentVariable("TERM") ?? "xterm"))]
            : variables;

    private static PodletException Explain(ChildScriptException failed, string program)
    {
        if (!failed.OfProgram && failed.Error is Errno.NotPermitted or Errno.AccessDenied)
            throw new UnauthorizedAccessException(failed.Message);
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
    private void AddNamespaces(ChildScript script, nint here, List<int> opened)
    {
        int root = Open($"/proc/{container}/root", opened);
        int folder = Open($"/proc/{container}/cwd", opened);
        Dictionary<string, (int File, int? Step)> entered = new(StringComparer.Ordinal);
        foreach (string kind in kinds)
        {
            int file = Open($"/proc/{container}/ns/{kind}", opened);
            int? early = users ? script.Add(Namespace(kind), ChildStepKind.Optional, SystemCall.SetNamespace, file) : null;
            entered[kind] = (file, early);
        }

        if (users)
            script.Add(Namespace(Namespaces.Users), ChildStepKind.Required, SystemCall.SetNamespace, Open($"/proc/{container}/ns/user", opened));
        foreach (string kind in kinds)
            script.Add(Namespace(kind), ChildStepKind.Required, SystemCall.SetNamespace, entered[kind].File, unless: entered[kind].Step);
        if (kinds.Contains("mnt", StringComparer.Ordinal))
        {
            script.Add("its root", ChildStepKind.Required, SystemCall.ChangeDirectory, root);
            script.Add("its root", ChildStepKind.Required, SystemCall.ChangeRoot, here);
        }

        script.Add("its working folder", ChildStepKind.Required, SystemCall.ChangeDirectory, folder);
    }

    private void AddCredentials(ChildScript script, nint groups, int groupCount)
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

    private static int Open(string path, List<int> opened)
    {
        using Utf8Block name = new([path]);
        int descriptor = LibC.Open(name.First, CloseOnExec, 0);
        if (descriptor >= 0)
        {
            opened.Add(descriptor);
            return descriptor;
        }

        int error = Errno.Last;
        throw error is Errno.AccessDenied or Errno.NotPermitted
            ? new UnauthorizedAccessException($"{path}: {Errno.Text(error)}")
            : new IOException($"{path}: {Errno.Text(error)}");
    }
}
