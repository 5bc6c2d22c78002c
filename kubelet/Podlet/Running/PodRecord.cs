using Interlink.Podlet.Folders;
using Interlink.Podlet.Native;
using Interlink.Podlet.Supervision;
using Interlink.Protocol;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Running;

/// <summary>Keeps the folder's files true to the pod's state.</summary>
internal sealed class PodRecord(JobFolder folder, PodPlan plan, JobIdentity job, TimeProvider time)
{
    private static readonly TimeSpan LastAttempts = TimeSpan.FromSeconds(60);

    private readonly FolderWriter writer = new(folder);
    private readonly HashSet<int> exitCodes = [];
    private readonly PodRunStatus frame = new()
    {
        Uid = plan.Uid,
        JobId = job.Id,
        JobRestarts = job.Restarts,
        Host = Environment.MachineName,
        Pid = LibC.ProcessId(),
        Phase = PodPhase.Pending,
    };

    private bool startRecorded;
    private long lastRetry = time.GetTimestamp();

    /// <summary>How long until something has to be tried again; null when all is written.</summary>
    public TimeSpan? Wait => writer.HasPending ? FolderWriter.RetryInterval : null;

    private bool IsRetryDue => writer.HasPending && time.GetElapsedTime(lastRetry) >= FolderWriter.RetryInterval;

    /// <summary>Removes what an earlier run of the pod left and would be wrong now.</summary>
    public void ForgetEarlierRun()
    {
        foreach (ContainerPlan container in plan.InitContainers)
            folder.Remove(JobFolderFiles.ExitCode(container.Name, init: true));
        foreach (ContainerPlan container in plan.Containers)
            folder.Remove(JobFolderFiles.ExitCode(container.Name, init: false));
        LeftExitCodes.Forget(folder, plan.Scripted ?? []);
        folder.Remove(JobFolderFiles.StartedAt);
        folder.Remove(JobFolderFiles.FinishedAt);
    }

    /// <summary>Writes what others may know before podlet acts on it.</summary>
    /// <param name="state">The pod's state.</param>
    /// <param name="running">The processes of the containers that run, by name; null for none.</param>
    public void Write(PodState state, IReadOnlyDictionary<string, int>? running = null)
    {
        if (state.FirstStartAt is { } started && !startRecorded)
        {
            startRecorded = true;
            writer.Write(JobFolderFiles.StartedAt, GoTime.Format(started));
        }

        for (int at = 0; at < state.Containers.Count; at++)
        {
            ContainerRun container = state.Containers[at];
            if (container.Final is { } final && exitCodes.Add(at))
                writer.Write(JobFolderFiles.ExitCode(container.Plan.Name, container.Role != ContainerRole.Main), final.ExitCode.ToString());
        }

        if (state.FinishedAt is { } finished)
            writer.Write(JobFolderFiles.FinishedAt, GoTime.Format(finished));
        writer.Write(JobFolderFiles.Status, RunStatusJson.Write(PodReport.Of(state, frame with { Processes = running! })), durable: state.FinishedAt is not null);
    }

    /// <summary>Tries again what could not be written.</summary>
    public void Retry()
    {
        if (!IsRetryDue)
            return;
        lastRetry = time.GetTimestamp();
        writer.Retry();
    }

    /// <summary>Waits a while for what could not be written: nobody is there to write it later.</summary>
    public void Flush()
    {
        long since = time.GetTimestamp();
        PollSet nothing = new();
        while (writer.HasPending && time.GetElapsedTime(since) < LastAttempts)
        {
            nothing.Wait(FolderWriter.RetryInterval);
            writer.Retry();
        }
    }
}
