using Interlink.Protocol;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;
using Interlink.Slurm.Statuses;

namespace Interlink.Slurm.Jobs;

/// <summary>Answers for one pod from what is known without asking anyone.</summary>
internal sealed class PodStatusReader(TimeProvider clock)
{
    // Between two looks at a pod's file: a Go virtual kubelet asks about one pod at a time, many times a second.
    private static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(500);

    public PodStatus Read(PodJob job, PodView pod)
    {
        if (job.Outcome is { } outcome)
            return outcome;
        var run = job.ReadRunStatus(clock, Freshness);
        var situation = job.Outline is { } outline
            ? PodSituation.Of(job, outline, run)
            : OfGoPlugin(job, PodStatuses.OutlineOf(pod));
        var status = PodStatusMapper.Map(situation, clock.GetUtcNow());
        if (job.Outline is null && (job.SchedulerIsDone || job.Report is { Ended: true }))
            Keep(job, status);
        return status;
    }

    // A folder of the Go plugin does not name its containers: the first question that does is when its end can be written down, before it is
    // told and before Slurm forgets it.
    private static void Keep(PodJob job, PodStatus status)
    {
        if (status.Containers.Count == 0 || !status.Containers.All(container => container.State.Terminated is not null))
            return;
        try
        {
            job.Folder.WriteOutcome(status);
            job.Outcome = status;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Asked again, it is tried again.
        }
    }

    private static PodSituation OfGoPlugin(PodJob job, PodOutline outline)
    {
        var finished = job.Folder.ReadTime(JobFolderFiles.FinishedAt);
        return PodSituation.Of(job, outline, run: null) with
        {
            ExitCodes = LeftExitCodes.Read(job.Folder, outline),
            StartedAt = job.Folder.ReadTime(JobFolderFiles.StartedAt)
                ?? job.Folder.LogBegan(outline.Containers.Select(container => container.Name)),
            FinishedAt = finished,
            // With every exit code on disk the job has run to its end, whatever the scheduler remembers.
            Lost = job.SchedulerIsDone && job.Report is not { Ended: true },
        };
    }
}
