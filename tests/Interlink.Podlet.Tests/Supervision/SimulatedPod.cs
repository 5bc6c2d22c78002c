using Interlink.Podlet.Supervision;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Tests.Supervision;

/// <summary>
/// A pod whose processes and clock are numbers: it does what the machine asks, lets happen what the test chooses, and checks after every
/// event what must hold whatever happens.
/// </summary>
internal sealed class SimulatedPod
{
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Dictionary<PodTimer, TimeSpan> timers = [];
    private readonly HashSet<int> processes = [];
    private readonly HashSet<int> killed = [];
    private readonly Dictionary<int, TimeSpan> endedAt = [];
    private readonly Dictionary<int, TimeSpan> startedAt = [];
    private readonly Dictionary<int, TimeSpan> expectedWait = [];
    private readonly Dictionary<int, (int Run, TimeSpan End)> ownGraceEnds = [];
    private readonly HashSet<(int Container, HookKind Kind)> hooks = [];
    private TimeSpan? graceEnds;
    private TimeSpan? leftEnds;

    public SimulatedPod(PodPlan plan)
    {
        State = PodState.Of(plan);
        Apply(new PodEvent.Began(Now));
    }

    public PodState State { get; private set; }

    public TimeSpan Clock { get; private set; }

    public List<PodAction> Actions { get; } = [];

    public int Finishes { get; private set; }

    public IReadOnlyCollection<int> Processes => processes;

    private DateTimeOffset Now => Epoch + Clock;

    public void Started(int container) => Apply(new PodEvent.Started(container, Now));

    public void Exited(int container, int code)
    {
        if (!processes.Remove(container))
        {
            // An event nobody should send changes nothing.
            PodStep step = PodMachine.Apply(State, new PodEvent.Exited(container, code, null, null, Now));
            Assert.Empty(step.Actions);
            return;
        }

        killed.Remove(container);
        hooks.RemoveWhere(hook => hook.Container == container);
        ownGraceEnds.Remove(container);
        TimeSpan ran = startedAt.TryGetValue(container, out TimeSpan since) ? Clock - since : TimeSpan.Zero;
        startedAt.Remove(container);
        if (ran >= TimeSpan.FromMinutes(10) || !expectedWait.ContainsKey(container))
            expectedWait[container] = TimeSpan.Zero;
        endedAt[container] = Clock;
        Apply(new PodEvent.Exited(container, code, code > 128 ? code - 128 : null, null, Now));
    }

    /// <summary>Ends a hook if it is at work.</summary>
    public void EndHook(int container, HookKind kind, bool fails)
    {
        if (hooks.Remove((container, kind)))
            Apply(new PodEvent.HookEnded(container, State.Containers[container].Starts, kind, fails ? "no" : null, Now));
    }

    public void Probe(int container, ProbeKind kind, bool fails) =>
        Apply(new PodEvent.Probed(container, State.Containers[container].Starts, kind, fails ? "no" : null, Now));

    /// <summary>What an earlier process of a container is heard of late changes nothing.</summary>
    public void HearLate(int container, ProbeKind kind)
    {
        int run = State.Containers[container].Starts - 1;
        foreach (PodEvent late in new PodEvent[] { new PodEvent.Probed(container, run, kind, "no", Now), new PodEvent.HookEnded(container, run, HookKind.PostStart, "no", Now) })
        {
            PodStep step = PodMachine.Apply(State, late);
            Assert.Empty(step.Actions);
            Assert.Equal(State.Containers, step.State.Containers);
        }
    }

    public void Stop(TimeSpan? within = null)
    {
        if (within is { } left && State.Stage is not PodStage.Finished)
            leftEnds = leftEnds is { } end && end < Clock + left ? end : Clock + left;
        Apply(new PodEvent.StopAsked(new StopReason("Stopped", "asked"), Now) { Within = within });
    }

    /// <summary>Lets time pass until the next timer, but not longer than asked.</summary>
    public void Pass(TimeSpan atMost)
    {
        TimeSpan until = Clock + atMost;
        KeyValuePair<PodTimer, TimeSpan>[] due = [.. timers.Where(timer => timer.Value <= until).OrderBy(timer => timer.Value).Take(1)];
        Clock = due.Length > 0 ? Max(Clock, due[0].Value) : until;
        if (due.Length == 0)
            return;
        timers.Remove(due[0].Key);
        Apply(new PodEvent.Due(due[0].Key, Now));
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private void Apply(PodEvent happened)
    {
        PodState before = State;
        PodStep step = PodMachine.Apply(State, happened);
        State = step.State;
        if (happened is PodEvent.Started started && before.Containers[started.Container].Stage == ContainerStage.Starting)
            startedAt[started.Container] = Clock;
        foreach (PodAction action in step.Actions)
            Do(action, before);
        Actions.AddRange(step.Actions);
        Check(before);
    }

    private void Do(PodAction action, PodState before)
    {
        switch (action)
        {
            case PodAction.Start start:
                CheckStart(start.Container, before);
                processes.Add(start.Container);
                break;
            case PodAction.RunHook hook:
                Assert.Contains(hook.Container, processes);
                Assert.True(hooks.Add((hook.Container, hook.Kind)), "A hook runs once per process.");
                break;
            case PodAction.Terminate terminate:
                Assert.Contains(terminate.Container, processes);
                hooks.Remove((terminate.Container, HookKind.PreStop));
                break;
            case PodAction.Kill kill:
                Assert.Contains(kill.Container, processes);
                killed.Add(kill.Container);
                break;
            case PodAction.SetTimer set:
                timers[set.Timer] = Clock + set.After;
                if (set.Timer.Kind == PodTimerKind.Kill)
                    graceEnds = Clock + set.After;
                if (set.Timer.Kind == PodTimerKind.ContainerKill)
                    ownGraceEnds[set.Timer.Container] = (set.Timer.Run, Clock + set.After);
                break;
            case PodAction.Hasten hasten:
                TimeSpan due = Clock + hasten.After;
                timers[hasten.Timer] = timers.TryGetValue(hasten.Timer, out TimeSpan sooner) && sooner < due ? sooner : due;
                break;
            case PodAction.Finish finish:
                Finishes++;
                Assert.Empty(processes);
                IEnumerable<ContainerRun> main = State.Containers.Where(container => container.Role == ContainerRole.Main);
                Assert.Equal(main.Max(container => container.Final!.ExitCode), finish.ExitCode);
                break;
        }
    }

    private void CheckStart(int at, PodState before)
    {
        Assert.DoesNotContain(at, processes);
        Assert.True(before.Stage <= PodStage.Running, "Nothing starts once the pod is being stopped.");
        ContainerRole role = State.Containers[at].Role;
        int others = role == ContainerRole.Main ? State.Containers.Count : at;
        Assert.All(
            State.Containers.Take(others).Where(container => container.Role != ContainerRole.Main),
            container => Assert.True(container.IsPassed, $"{State.Containers[at].Plan.Name} starts before {container.Plan.Name} is done."));
        if (!endedAt.TryGetValue(at, out TimeSpan end))
            return;
        TimeSpan wait = expectedWait[at];
        Assert.Equal(end + wait, Clock);
        // Written out once more, not taken from the code: 10, 20, 40, 80, 160, 300, 300 …
        expectedWait[at] = wait == TimeSpan.Zero ? TimeSpan.FromSeconds(10) : TimeSpan.FromSeconds(Math.Min(300, wait.TotalSeconds * 2));
    }

    private void Check(PodState before)
    {
        Assert.True(before.Stage <= State.Stage, "A pod never goes back.");
        for (int at = 0; at < State.Containers.Count; at++)
        {
            ContainerRun was = before.Containers[at];
            ContainerRun now = State.Containers[at];
            if (was.Stage == ContainerStage.Ended)
                Assert.Equal(was, now);
            Assert.Equal(processes.Contains(at), now.IsLive);
            Assert.Equal(now.Stage == ContainerStage.Ended, now.Final is not null);
            Assert.True(!now.IsReady || (now.IsStarted && now.IsLive), "Ready is only what has started.");
            Assert.True(was.Stop <= now.Stop || was.Starts < now.Starts, "A container that is being stopped does not change its mind.");
        }

        if (graceEnds is { } end && Clock > end)
            Assert.True(killed.IsSupersetOf(processes), "Something outlives the grace period.");
        if (leftEnds is { } left && Clock > left)
            Assert.True(killed.IsSupersetOf(processes), "Something outlives the time that was left.");
        foreach ((int container, (int run, TimeSpan own)) in ownGraceEnds)
        {
            Assert.Equal(run, State.Containers[container].Starts);
            if (Clock > own)
                Assert.Contains(container, killed);
        }

        foreach ((int container, HookKind kind) in hooks)
        {
            if (kind == HookKind.PostStart && State.Containers[container].Stop == ContainerStopStep.None)
                Assert.Equal(ContainerStage.PostStart, State.Containers[container].Stage);
        }

        if (State.Stage == PodStage.Finished)
            Assert.Equal(1, Finishes);
        PodRunStatus status = PodReport.Of(State, new PodRunStatus { Uid = "u", Phase = PodPhase.Pending });
        bool terminal = status.Phase is PodPhase.Succeeded or PodPhase.Failed;
        Assert.Equal(State.Stage == PodStage.Finished, terminal);
        if (terminal)
            Assert.All(status.Containers, container => Assert.NotNull(container.State.Terminated));
    }
}
