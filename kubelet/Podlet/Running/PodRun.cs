using Interlink.Podlet.Folders;
using Interlink.Podlet.Handlers;
using Interlink.Podlet.Logs;
using Interlink.Podlet.Native;
using Interlink.Podlet.Probing;
using Interlink.Podlet.Stats;
using Interlink.Podlet.Supervision;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Running;

/// <summary>
/// Runs one pod: waits for signals, ends of processes, timers and growing logs, tells <see cref="PodMachine"/>, records the new state and
/// does what the machine asks for. One thread, which also starts every container.
/// </summary>
internal sealed class PodRun
{
    private readonly TimeProvider time;
    private readonly TimerQueue timers;
    private readonly PodRecord record;
    private readonly LogSampler sampler;
    private readonly StatsSampler? stats;
    private readonly ContainerProcesses processes;
    private readonly HandlerRuns handlers;
    private readonly StartWatch starts;
    private readonly HookRuns hooks;
    private readonly ProbeRounds probes;
    private readonly int signals = SignalMask.Open(Signal.Continue);
    private readonly StopSignals stopSignals;
    private readonly PollSet poll = new();
    private readonly Guard guard;
    private readonly Queue<PodEvent> events = new();
    private ProcessWatch? job;
    private PodState state;

    public PodRun(JobFolder folder, PodPlan plan, PodRecord record, JobMark mark, TimeProvider time)
    {
        this.time = time;
        this.record = record;
        guard = new Guard(mark, GuardScope.Containers, folder.Path);
        job = mark.Watch;
        timers = new TimerQueue(time);
        stopSignals = new StopSignals(plan, JobIdentity.OfThisProcess().Id is not null, time);
        state = PodState.Of(plan);
        ContainerLog[] logs =
        [
            .. state.Containers.Select(container => new ContainerLog(
                folder, container.Plan.Name, container.Role != ContainerRole.Main, plan.LogLimitBytes)),
        ];
        sampler = new LogSampler(logs, time);
        // The processes of containers that a runtime's own daemon starts are not below this one.
        if (plan.Runtime.Kind is not (ContainerRuntime.Podman or ContainerRuntime.Docker))
            stats = new StatsSampler(folder, plan, time);
        processes = new ContainerProcesses(folder.Path, plan, state.Containers, logs, mark, guard, time);
        ContainerDoors doors = new(plan, processes, time);
        handlers = new HandlerRuns(doors.Join, time);
        starts = new StartWatch(processes, doors, handlers, time);
        hooks = new HookRuns(handlers, time);
        probes = new ProbeRounds(handlers, time);
    }

    /// <summary>The exit code of podlet.</summary>
    public int Run()
    {
        Reaper.Adopt();
        // First: from the first container's first moment on there is something to end.
        guard.Start();
        events.Enqueue(new PodEvent.Began(time.GetUtcNow()));
        Handle();
        while (state.Stage != PodStage.Finished)
        {
            Wait();
            Collect();
            Handle();
        }

        Descendants.Kill();
        record.Write(state, processes.Running());
        record.Flush();
        return state.ExitCode ?? ExitCodes.OsError;
    }

    private void Wait()
    {
        poll.Clear();
        poll.Add(signals);
        poll.Add(sampler.Descriptor);
        poll.Add(job?.Descriptor ?? -1);
        processes.AddReports(poll);
        handlers.AddTo(poll);
        TimeSpan?[] waits = [timers.Wait, sampler.Wait, record.Wait, stats?.Wait, job?.Interval, handlers.Wait, starts.Wait, probes.Wait];
        poll.Wait(waits.Min());
    }

    private void Collect()
    {
        sampler.Look();
        // Before a wish to stop: what runs already has its preStop hook.
        NoticeStarts();
        List<int> arrived = SignalMask.All(signals);
        TimeSpan? within = stopSignals.EndJob(arrived) ? stopSignals.Left : null;
        foreach (int signal in arrived)
            OnSignal(signal, within);
        handlers.Look();
        NoticeStarts();
        foreach (PodEvent happened in hooks.TakeEnded(state).Concat(probes.Look(state)))
            events.Enqueue(happened);
        foreach (PodTimer timer in timers.TakeDue())
            events.Enqueue(new PodEvent.Due(timer, time.GetUtcNow()));
        if (job is not null && job.HasEnded())
        {
            job = null;
            Stop(new StopReason("JobLost", "The job's own process ended before the pod."));
        }

        record.Retry();
        stats?.Look(() => processes.Measured(state));
    }

    private void NoticeStarts()
    {
        foreach (int container in starts.TakeStarted())
            events.Enqueue(new PodEvent.Started(container, time.GetUtcNow()));
    }

    private void OnSignal(int signal, TimeSpan? within)
    {
        switch (signal)
        {
            case Signal.Child:
                foreach (PodEvent happened in processes.Reap(sampler, handlers.Take))
                {
                    if (happened is PodEvent.Exited exited && starts.Forget(exited.Container))
                        events.Enqueue(new PodEvent.Started(exited.Container, time.GetUtcNow()));
                    events.Enqueue(happened);
                }

                break;
            case Signal.User1 or Signal.User2:
                processes.Forward(signal);
                break;
            case Signal.Continue:
                break;
            case Signal.Terminate when within is { } left:
                string message = $"Slurm ends the job: podlet received SIGTERM and leaves the containers {left.TotalSeconds:0.#} s.";
                Stop(new StopReason(PodRunReasons.Stopped, message), left);
                break;
            default:
                Stop(new StopReason(PodRunReasons.Stopped, $"podlet received {Signal.Name(signal)}."));
                break;
        }
    }

    private void Stop(StopReason reason, TimeSpan? within = null) =>
        events.Enqueue(new PodEvent.StopAsked(reason, time.GetUtcNow()) { Within = within });

    private void Handle()
    {
        while (events.Count > 0)
        {
            List<PodAction> actions = [];
            PodState before = state;
            while (events.TryDequeue(out PodEvent? happened))
            {
                PodStep step = PodMachine.Apply(state, happened);
                state = step.State;
                actions.AddRange(step.Actions);
            }

            probes.Follow(state);
            // The end is written when nothing of the pod is left.
            if (state != before && state.Stage != PodStage.Finished)
                record.Write(state, processes.Running());
            foreach (PodAction action in actions)
                Do(action);
        }
    }

    private void Do(PodAction action)
    {
        switch (action)
        {
            case PodAction.Start start:
                Start(start.Container);
                break;
            case PodAction.RunHook hook:
                hooks.Begin(hook.Container, state.Containers[hook.Container], hook.Kind);
                break;
            case PodAction.Terminate terminate:
                processes.Terminate(terminate.Container);
                break;
            case PodAction.Kill kill:
                processes.Kill(kill.Container);
                break;
            case PodAction.SetTimer set:
                timers.Set(set.Timer, set.After);
                break;
            case PodAction.Hasten hasten:
                timers.Hasten(hasten.Timer, hasten.After);
                break;
        }
    }

    private void Start(int container)
    {
        try
        {
            sampler.Begin(container);
            processes.Start(container);
        }
        catch (PodletException failed)
        {
            sampler.End(container);
            events.Enqueue(new PodEvent.Exited(container, failed.ExitCode, null, failed.Message, time.GetUtcNow()));
        }
    }
}
