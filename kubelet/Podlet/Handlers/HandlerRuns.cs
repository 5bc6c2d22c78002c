using Interlink.Podlet.Native;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Handlers;

/// <summary>The handlers of a pod that are at work. All calls but those of the requests themselves come from podlet's one thread.</summary>
/// <param name="join">Starts words inside a container with a descriptor as their output; see <see cref="ExecRun"/>.</param>
/// <param name="time">The clock.</param>
internal sealed unsafe class HandlerRuns(Func<int, IReadOnlyList<string>, int, int?> join, TimeProvider time)
{
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private readonly List<HandlerRun> active = [];
    private readonly int wake = LibC.NewEvent(0, CloseOnExec | NonBlocking);

    /// <summary>How long until there is something to look at; null when only a descriptor tells.</summary>
    public TimeSpan? Wait => active.Min(run => run.Wait);

    /// <summary>Begins a probe's attempt.</summary>
    public HandlerRun Probe(int container, HandlerPlan plan, TimeSpan timeout) =>
        Add(plan.HttpGet is { } get ? Request(token => HttpRequests.ProbeAsync(get, token), timeout) : Of(container, plan, timeout));

    /// <summary>Begins a hook.</summary>
    public HandlerRun Hook(int container, HandlerPlan plan) =>
        Add(plan.HttpGet is { } get ? Request(token => HttpRequests.HookAsync(get, token), null) : Of(container, plan, null));

    /// <summary>Takes charge of a program.</summary>
    public ExecRun Add(ExecRun run)
    {
        Add((HandlerRun)run);
        return run;
    }

    /// <summary>Adds what becomes readable when there is something to look at.</summary>
    public void AddTo(PollSet set)
    {
        set.Add(wake);
        foreach (HandlerRun run in active)
            set.Add(run.Descriptor);
    }

    /// <summary>Takes the end of a child; false when it is none of a handler's.</summary>
    public bool Take(int process, int exitCode) => active.Exists(run => run.Take(process, exitCode));

    /// <summary>Goes on with all of them as far as possible without waiting.</summary>
    public void Look()
    {
        long count;
        _ = LibC.Read(wake, &count, sizeof(long));
        foreach (HandlerRun run in active)
        {
            if (!run.IsCancelled)
                run.Look();
        }

        active.RemoveAll(run => run.IsCancelled || run.Outcome is not null);
    }

    private HandlerRun Of(int container, HandlerPlan plan, TimeSpan? timeout) => plan switch
    {
        { Exec: { } words } => new ExecRun(output => join(container, words, output), timeout, time),
        { TcpSocket: { } socket } => Request(token => TcpConnection.TryAsync(socket, token), timeout),
        { Grpc: { } grpc } => Request(token => GrpcHealth.CheckAsync(grpc, token), timeout),
        _ => new SleepRun(TimeSpan.FromSeconds(plan.SleepSeconds ?? 0), time),
    };

    private NetworkRun Request(Func<CancellationToken, Task<string?>> begin, TimeSpan? timeout) =>
        // Not on this thread: connecting may resolve a name, which waits.
        new(token => Task.Run(() => begin(token), token), timeout, Wake, time);

    private HandlerRun Add(HandlerRun run)
    {
        run.Look();
        active.Add(run);
        return run;
    }

    private void Wake()
    {
        long one = 1;
        _ = LibC.Write(wake, &one, sizeof(long));
    }
}
