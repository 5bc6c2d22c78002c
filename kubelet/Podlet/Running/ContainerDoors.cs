using Interlink.Podlet.Executing;
using Interlink.Podlet.Handlers;
using Interlink.Podlet.Native;
using Interlink.Podlet.Runtimes;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Running;

/// <summary>The ways into the containers that run. All calls come from podlet's one thread.</summary>
internal sealed class ContainerDoors(PodPlan plan, ContainerProcesses processes, TimeProvider time)
{
    private static readonly TimeSpan StateTimeout = TimeSpan.FromSeconds(30);

    // A container's program may go on as another, with another environment or user.
    private static readonly TimeSpan EntryLife = TimeSpan.FromSeconds(10);
    private readonly int nothing = OpenFiles.OpenNothing();
    private readonly Dictionary<int, Door> found = [];

    private bool HasClient => plan.Runtime.Kind is ContainerRuntime.Podman or ContainerRuntime.Docker;

    /// <summary>True when a container's own program is there, or cannot be looked for by this user.</summary>
    public bool IsOpen(int at)
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
        ? new ExecRun(output => Start(at, PodmanRuntime.IsRunning(plan, processes.PlanOf(at)), output), StateTimeout, time, expected: "true")
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
            return Start(at, PodmanRuntime.Exec(plan, processes.PlanOf(at), words, input: false, terminal: false), output);
        return Inside(at) is { } door ? EntryOf(door).Start(words, Files(output)) : null;
    }

    private int Start(int at, IReadOnlyList<string> words, int output) => HostEntry.Start(words, processes.MarkedEnvironment(at), Files(output));

    private StandardFiles Files(int output) => new(nothing, output, IsTerminal: false);

    private ContainerEntry EntryOf(Door door)
    {
        if (door.Entry is not { IsWhole: true } || time.GetElapsedTime(door.Read) > EntryLife)
        {
            door.Entry = new ContainerEntry(door.Inside);
            door.Read = time.GetTimestamp();
        }

        return door.Entry;
    }

    private Door? Inside(int at)
    {
        if (processes.ProgramOf(at) is not { } process)
            return null;
        if (found.TryGetValue(at, out Door? known) && known.Process == process)
            return known;
        if (ContainerProcess.Find(plan.Runtime.Kind, process) is not { } inside)
            return null;
        return found[at] = new Door(process, inside);
    }

    /// <summary>The process podlet started for a container, the one inside, and what is known of that one.</summary>
    private sealed class Door(int process, int inside)
    {
        public int Process => process;

        public int Inside => inside;

        public ContainerEntry? Entry { get; set; }

        public long Read { get; set; }
    }
}
