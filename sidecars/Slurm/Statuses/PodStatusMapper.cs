using System.Globalization;
using Interlink.Protocol.Statuses;
using Interlink.Protocol.Wire;
using Interlink.Slurm.Scheduling;

namespace Interlink.Slurm.Statuses;

/// <summary>
/// Decides what is true of a pod. podlet knows best what its containers did; the scheduler knows best whether there is a job at all;
/// and neither silence of the one nor of the other makes a pod fail.
/// </summary>
internal static class PodStatusMapper
{
    public static PodStatus Map(PodSituation situation, DateTimeOffset now)
    {
        var jobId = situation.JobId?.ToString() ?? "";
        var run = RunOfThisStart(situation);
        var ended = situation.Lost ? EndedJob.Lost : situation.Report is { Ended: true } report ? EndedJob.Of(report) : null;
        if (run is null && ended is null)
            return Uniform(situation, jobId, Unstarted(situation));
        if (run is null)
            return WithoutPodlet(situation, jobId, ended!, now);
        if (situation.Outline.Scripted)
            run = ScriptedRun.Of(run, situation.Outline, situation.ExitCodes);
        var final = run.Phase is PodPhase.Succeeded or PodPhase.Failed;
        if (ended is null && run.Reason == PodRunReasons.Stopped && !situation.SchedulerIsDone)
            return FromPodlet(situation, jobId, run, status => Stopping(status, run));
        return final || ended is null
            ? FromPodlet(situation, jobId, run, Explain(situation, run, final))
            : FromPodlet(situation, jobId, run, status => Silenced(situation, run, status, ended, now));
    }

    // After a requeue the file of the earlier start is still there until the next one begins.
    private static PodRunStatus? RunOfThisStart(PodSituation situation) =>
        situation.Run is { } run && run.JobRestarts >= (situation.Report?.Restarts ?? 0) ? run : null;

    private static ContainerState Unstarted(PodSituation situation) =>
        // A job of the Go plugin has no podlet to tell when its containers begin, nor is one heard of from a node that shares nothing.
        situation.Report is { Waiting: false } report && Began(situation, report) is { } began
            ? new ContainerState { Running = new RunningState(began) }
            : new ContainerState { Waiting = WaitingJob.Of(situation) };

    private static DateTimeOffset? Began(PodSituation situation, JobReport report) =>
        situation.Outline.OnNodeOnly && DateTimeOffset.TryParse(report.Start, CultureInfo.InvariantCulture, out var start)
            ? start
            : situation.StartedAt;

    private static PodStatus Uniform(PodSituation situation, string jobId, ContainerState state)
    {
        var status = PodStatuses.Uniform(situation.Namespace, situation.Uid, jobId, situation.Outline, state);
        return state.Running is null
            ? status
            : status with
            {
                Containers = [.. status.Containers.Select(container => container with { Ready = true, Started = true })],
                InitContainers = [],
            };
    }

    private static PodStatus WithoutPodlet(PodSituation situation, string jobId, EndedJob ended, DateTimeOffset now)
    {
        var status = PodStatuses.Uniform(situation.Namespace, situation.Uid, jobId, situation.Outline, ContainerState.None);
        return status with
        {
            Containers = [.. status.Containers.Select(container => Left(situation, container, init: false, ended, now))],
            InitContainers = [.. status.InitContainers.Select(container => Left(situation, container, init: true, ended, now))],
        };
    }

    private static ContainerStatus Left(
        PodSituation situation,
        ContainerStatus container,
        bool init,
        EndedJob ended,
        DateTimeOffset now)
    {
        var left = situation.ExitCodes.Find(container.Name, init);
        var byScheduler = left is null || left.Code != 0 && situation.Report is { } report && EndedJob.Explains(report.State);
        var state = new TerminatedState
        {
            ExitCode = left?.Code ?? ended.ExitCode,
            Reason = byScheduler ? ended.Reason : left!.Code == 0 ? "Completed" : "Error",
            Message = byScheduler ? ended.Message : null,
            StartedAt = situation.StartedAt,
            FinishedAt = situation.FinishedAt ?? left?.At ?? now,
        };
        return container with { State = new ContainerState { Terminated = state } };
    }

    private static PodStatus FromPodlet(
        PodSituation situation,
        string jobId,
        PodRunStatus run,
        Func<ContainerStatus, ContainerStatus> change) => new()
        {
            Name = situation.Outline.Name,
            UID = situation.Uid,
            Namespace = situation.Namespace,
            JID = jobId,
            Containers = [.. run.Containers.Select(change)],
            InitContainers = [.. run.InitContainers.Select(change)],
            SidecarContainers = run.SidecarContainers.Count == 0 ? null : [.. run.SidecarContainers.Select(change)],
        };

    // podlet sees only a signal; that it was the time limit's, the scheduler knows.
    private static Func<ContainerStatus, ContainerStatus> Explain(PodSituation situation, PodRunStatus run, bool final)
    {
        if (!final || situation.Report is not { } report || !EndedJob.Explains(report.State))
            return status => status;
        var ended = EndedJob.Of(report);
        return status => status.State.Terminated is { } terminated && (EndedByStop(terminated, run) || ended.Kills(terminated))
            ? Explained(status, terminated, ended)
            : status;
    }

    private static ContainerStatus Explained(ContainerStatus status, TerminatedState terminated, EndedJob ended) =>
        status with { State = new ContainerState { Terminated = terminated with { Reason = ended.Reason, Message = ended.Message } } };

    // Who stopped the pod and why, only the scheduler can tell, and at once is too early: a state that was told as final must not change.
    private static ContainerStatus Stopping(ContainerStatus status, PodRunStatus run) =>
        status.State.Terminated is not { } terminated || !EndedByStop(terminated, run)
        ? status
        : status with
        {
            Ready = false,
            State = terminated.StartedAt is null
                ? new ContainerState { Waiting = new WaitingState("ContainerCreating", "The job is being stopped.") }
                : new ContainerState { Running = new RunningState(terminated.StartedAt) },
        };

    // What ended before the stop ended by itself, and its reason is its own; so is one that podlet knows to be another.
    private static bool EndedByStop(TerminatedState terminated, PodRunStatus run) =>
        terminated.ExitCode != 0 && terminated.Reason != ContainerReasons.OutOfMemory && run.StoppedAt is { } stopped && terminated.FinishedAt >= stopped;

    private static ContainerStatus Silenced(PodSituation situation, PodRunStatus run, ContainerStatus status, EndedJob ended, DateTimeOffset now)
    {
        if (status.State.Terminated is { } terminated)
        {
            bool byScheduler = situation.Report is { } report && EndedJob.Explains(report.State) && EndedByStop(terminated, run);
            return byScheduler ? Explained(status, terminated, ended) : status;
        }

        return status with
        {
            Ready = false,
            Started = false,
            State = new ContainerState
            {
                Terminated = new TerminatedState
                {
                    ExitCode = ended.ExitCode == 0 ? 1 : ended.ExitCode,
                    Reason = ended.ExitCode == 0 ? "Error" : ended.Reason,
                    Message = ended.Message,
                    StartedAt = status.State.Running?.StartedAt,
                    FinishedAt = now,
                },
            },
        };
    }
}
