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
        return PodStatusMapper.Map(situation, clock.GetUtcNow());
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
