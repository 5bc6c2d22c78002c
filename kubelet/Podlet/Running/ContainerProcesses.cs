using Interlink.Podlet.Launching;
using Interlink.Podlet.Logs;
using Interlink.Podlet.Memory;
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
    private readonly ProcessEnvironment environment = ProcessEnvironment.OfThisProcess();
    private readonly LaunchedProcess?[] processes = new LaunchedProcess?[containers.Count];
    private readonly MemoryWatch memory = new(folder);
    private bool hasEtcFiles;

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
        memory.Begin(at);
        List<byte[]> variables = environment.With([.. program.Environment, .. mark.OfContainer(MarkOf(at), program.MarkPrefixes)]);
        LaunchedProcess started = LaunchedProcess.Start(options, variables);
        processes[at] = started;
        guard.Watch(started.Id);
    }

    /// <summary>Asks a container to stop.</summary>
    public void Terminate(int at) => Send(at, containers[at].Plan.Hooks?.StopSignal ?? Signal.Terminate, RuntimeProgramOf(at).SignalsGroup);

    /// <summary>What is planned for a container.</summary>
    public ContainerPlan PlanOf(int at) => containers[at].Plan;

    /// <summary>The first process of a container whose program has started; null for another.</summary>
    public int? ProgramOf(int at) => processes[at] is { ReportDescriptor: < 0, Failure: null } process ? process.Id : null;

    /// <summary>The environment for a program of the machine that works for a container: it is found by its mark.</summary>
    public List<byte[]> MarkedEnvironment(int at) => environment.With(mark.OfContainer(MarkOf(at), []));

    /// <summary>
    /// Passes a signal of the user's own on to the first process of every main container; one that is only starting would die of it.
    /// </summary>
    public void Forward(int signal)
    {
        for (int at = 0; at < processes.Length; at++)
        {
            if (containers[at].Role == ContainerRole.Main && ProgramOf(at) is not null)
                Send(at, signal, group: false);
        }
    }

    /// <summary>Ends a container's processes.</summary>
    public void Kill(int at)
    {
        if (processes[at] is not { } process)
            return;
        memory.Kill(at);
        // The runtime's own way first: what it keeps of the container, a killed client would leave to nobody.
        if (RuntimeProgramOf(at) is { RunsElsewhere: true, Removal: { } removal })
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
            ContainerProgram program = RuntimeProgramOf(at);
            bool outOfMemory = memory.Explains(at, exitCode, program);
            if (program.Removal is { } removal)
                RuntimeStep.Run(removal);
            sampler.End(at);
            string? message = TerminationMessages.Read(containers[at].Plan, exitCode, logs[at]);
            events.Add(new PodEvent.Exited(at, exitCode, signal, ended.Failure, time.GetUtcNow())
            {
                Message = message,
                OutOfMemory = outOfMemory,
            });
        }

        return events;
    }

    private IEnumerable<int> Live() =>
        Enumerable.Range(0, processes.Length).Where(at => ProgramOf(at) is not null);

    private ContainerProgram RuntimeProgramOf(int at) => ContainerProgram.Of(plan, containers[at].Plan, folder);

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
