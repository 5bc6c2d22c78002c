using Interlink.Podlet.Executing;
using Interlink.Podlet.Handlers;
using Interlink.Podlet.Launching;
using Interlink.Podlet.Logs;
using Interlink.Podlet.Native;
using Interlink.Podlet.Networks;
using Interlink.Podlet.Runtimes;
using Interlink.Podlet.Stats;
using Interlink.Podlet.Supervision;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Running;

/// <summary>The processes of a pod's containers. All calls come from one thread, which lives as long as podlet.</summary>
internal sealed class ContainerProcesses(
    string folder,
    PodPlan plan,
    IReadOnlyList<ContainerRun> containers,
    IReadOnlyList<ContainerLog> logs,
    JobMark mark,
    Guard guard,
    TimeProvider time)
{
    private static readonly TimeSpan StateTimeout = TimeSpan.FromSeconds(30);
    private readonly int nothing = OpenFiles.OpenNothing();
    private readonly ProcessEnvironment environment = ProcessEnvironment.OfThisProcess();
    private readonly LaunchedProcess?[] processes = new LaunchedProcess?[containers.Count];
    private readonly int?[] inner = new int?[containers.Count];
    private bool hasEtcFiles;

    private bool HasClient => plan.Runtime.Kind is ContainerRuntime.Podman or ContainerRuntime.Docker;

    /// <summary>Adds what becomes readable when a start has succeeded or failed.</summary>
    public void AddReports(PollSet set)
    {
        foreach (LaunchedProcess? process in processes)
            set.Add(process?.ReportDescriptor ?? -1);
    }

    /// <summary>Starts a container's process.</summary>
    /// <exception cref="PodletException">There is none: a mount is out of bounds, or the system gives no process.</exception>
    public void Start(int at)
    {
        ContainerPlan container = containers[at].Plan;
        if (container.Security is { NonRoot: true } && LibC.UserId() == 0)
            throw new PodletException(ExitCodes.CannotStart, $"the container {container.Name} may not run as root (runAsNonRoot), and would.");
        if (!hasEtcFiles)
            EtcFiles.Write(folder, plan);
        hasEtcFiles = true;
        TerminationMessages.Prepare(container);
        ContainerProgram program = ContainerProgram.Of(plan, MountSources.Settle(container), folder);
        LaunchOptions options = new()
        {
            Parent = LibC.ProcessId(),
            Log = logs[at].Path,
            WorkingDirectory = program.WorkingDirectory,
            NoNewPrivileges = plan.Runtime.Kind == ContainerRuntime.Host && container.Security is { NoNewPrivileges: true },
            Words = program.Words,
        };
        List<byte[]> variables = environment.With([.. program.Environment, .. mark.OfContainer(MarkOf(at), program.MarkPrefixes)]);
        LaunchedProcess started = LaunchedProcess.Start(options, variables);
        processes[at] = started;
        inner[at] = null;
        guard.Watch(started.Id);
    }

    /// <summary>Asks a container to stop.</summary>
    public void Terminate(int at) => Send(at, containers[at].Plan.Hooks?.StopSignal ?? Signal.Terminate, ProgramOf(at).SignalsGroup);

    /// <summary>True when a container's own program is there, or cannot be looked for by this user.</summary>
    public bool IsInside(int at)
    {
        try
        {
            return !HasClient && Inside(at) is not null;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>Asks the runtime's client whether a container runs; null where the machine's processes tell.</summary>
    public ExecRun? StateQuestion(int at) => HasClient
        ? new ExecRun(output => OnHost(at, PodmanRuntime.IsRunning(plan, containers[at].Plan), output), StateTimeout, time, expected: "true")
        : null;

    /// <summary>Starts a program inside a running container.</summary>
    /// <param name="at">The container's position.</param>
    /// <param name="words">The program and its arguments.</param>
    /// <param name="output">Where its output and errors go.</param>
    /// <returns>A child; null while the container is only starting.</returns>
    /// <exception cref="PodletException">It cannot be started.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not join the container.</exception>
    public int? Join(int at, IReadOnlyList<string> words, int output)
    {
        if (HasClient)
            return OnHost(at, PodmanRuntime.Exec(plan, containers[at].Plan, words, input: false, terminal: false), output);
        return Inside(at) is { } process ? ContainerEntry.Start(process, words, new StandardFiles(nothing, output, IsTerminal: false)) : null;
    }

    /// <summary>
    /// Passes a signal of the user's own on to the first process of every main container; one that is only starting would die of it.
    /// </summary>
    public void Forward(int signal)
    {
        for (int at = 0; at < processes.Length; at++)
        {
            if (containers[at].Role == ContainerRole.Main && processes[at] is { ReportDescriptor: < 0, Failure: null })
                Send(at, signal, group: false);
        }
    }

    /// <summary>Ends a container's processes.</summary>
    public void Kill(int at)
    {
        if (processes[at] is not { } process)
            return;
        // The runtime's own way first: what it keeps of the container, a killed client would leave to nobody.
        if (ProgramOf(at) is { RemovesItself: true, Removal: { } removal })
            RuntimeStep.Run(removal);
        KillEverythingOf(at, process.Id);
    }

    /// <summary>The containers whose programs have started since the last call.</summary>
    public List<int> TakeStarted()
    {
        List<int> started = [];
        for (int at = 0; at < processes.Length; at++)
        {
            if (processes[at] is { } process && process.ReadReport() && process.Failure is null)
                started.Add(at);
        }

        return started;
    }

    /// <summary>The first processes of the containers whose programs run, by the containers' names.</summary>
    public Dictionary<string, int> Running() =>
        Live().ToDictionary(at => containers[at].Plan.Name, at => processes[at]!.Id, StringComparer.Ordinal);

    /// <summary>The same with what is needed to measure them.</summary>
    /// <param name="state">When they started.</param>
    public List<MeasuredContainer> Measured(PodState state) =>
        [.. Live().Select(at => new MeasuredContainer(containers[at].Plan.Name, MarkOf(at), processes[at]!.Id, state.Containers[at].StartedAt))];

    /// <summary>Reaps the children that have ended; a container's end takes with it what it has left running.</summary>
    /// <param name="sampler">What looks at the logs.</param>
    /// <param name="others">Takes children that are no container.</param>
    public List<PodEvent> Reap(LogSampler sampler, Func<int, int, bool> others)
    {
        List<PodEvent> events = [];
        int child;
        while ((child = Reaper.Peek()) != 0)
        {
            int at = Array.FindIndex(processes, process => process?.Id == child);
            if (at < 0)
            {
                _ = others(child, Reaper.Reap(child).ExitCode);
                continue;
            }

            KillEverythingOf(at, child);
            LaunchedProcess ended = processes[at]!;
            processes[at] = null;
            if (ended.ReadReport() && ended.Failure is null)
                events.Add(new PodEvent.Started(at, time.GetUtcNow()));
            guard.Forget(child);
            (int exitCode, int? signal) = Reaper.Reap(child);
            if (ProgramOf(at) is { Removal: { } removal } program && (signal is not null || !program.RemovesItself))
                RuntimeStep.Run(removal);
            sampler.End(at);
            string? message = TerminationMessages.Read(containers[at].Plan, exitCode, logs[at]);
            events.Add(new PodEvent.Exited(at, exitCode, signal, ended.Failure, time.GetUtcNow()) { Message = message });
        }

        return events;
    }

    private IEnumerable<int> Live() =>
        Enumerable.Range(0, processes.Length).Where(at => processes[at] is { ReportDescriptor: < 0, Failure: null });

    private int? Inside(int at)
    {
        if (processes[at] is not { ReportDescriptor: < 0, Failure: null } process)
            return null;
        return inner[at] ??= ContainerProcess.Find(plan.Runtime.Kind, process.Id);
    }

    private int OnHost(int at, IReadOnlyList<string> words, int output) =>
        HostEntry.Start(words, environment.With(mark.OfContainer(MarkOf(at), [])), new StandardFiles(nothing, output, IsTerminal: false));

    private ContainerProgram ProgramOf(int at) => ContainerProgram.Of(plan, containers[at].Plan, folder);

    private string MarkOf(int at) => (containers[at].Role == ContainerRole.Main ? "run-" : "init-") + containers[at].Plan.Name;

    private void Send(int at, int signal, bool group)
    {
        if (processes[at] is { } process)
            _ = LibC.Kill(group ? -process.Id : process.Id, signal);
    }

    private void KillEverythingOf(int at, int process)
    {
        // The group first: that is all there is nearly always. What left it is found by its session or by the mark.
        _ = LibC.Kill(-process, Signal.Kill);
        string name = MarkOf(at);
        foreach (ProcessEntry entry in ProcessTree.DescendantsOf(LibC.ProcessId()))
        {
            if (entry.Session == process || JobMark.ContainerOf(entry.Id) == name)
                _ = LibC.Kill(entry.Id, Signal.Kill);
        }
    }
}
