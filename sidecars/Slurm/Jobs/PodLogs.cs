using Interlink.Hosting.Pods;
using Interlink.Protocol;
using Interlink.Protocol.Statuses;
using Interlink.Protocol.Wire;
using Interlink.Slurm.Logs;

namespace Interlink.Slurm.Jobs;

/// <summary>Finds the log a question means.</summary>
internal sealed class PodLogs(PodRegistry registry, TimeProvider clock)
{
    // A container may be called so, too; then it wins.
    private const string BatchOutput = "job";
    private static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(200);

    /// <exception cref="PodRequestException">The pod or the container is not known here.</exception>
    public IPodLog Open(LogRequest request)
    {
        var broken = KubernetesNames.PodUid(request.PodUID)
            ?? KubernetesNames.Namespace(request.Namespace)
            // No name that Kubernetes would take, so no container's.
            ?? (request.ContainerName == JobFolderFiles.ScriptContainer ? null : KubernetesNames.Container(request.ContainerName));
        if (broken is not null)
            throw new PodRequestException(PodRequestFailure.Invalid, broken);
        if (registry.Find(request.Namespace, request.PodUID) is not { } job)
            throw NotFound($"The pod {request.PodName} with the UID {request.PodUID} is not known here.");
        if (job.Outline is { OnNodeOnly: true })
        {
            throw new PodRequestException(
                PodRequestFailure.Unavailable,
                $"The log of the pod {request.PodName} is on the node that runs it, which shares no folder with the sidecar (NodeRootFolder is "
                + "set): have the pod send its output elsewhere, or share DataRootFolder with the nodes.");
        }
        var name = request.ContainerName;
        if (Role(job, name) is { } init)
        {
            var log = new ContainerLog(Files(job, name, init), request, () => HasEnded(job, name), clock);
            log.EnsureFound();
            return log;
        }
        if (name == BatchOutput)
        {
            var files = new LogFiles(job.Folder.File(JobFolderFiles.BatchOutput), Missing(job), Missing(job));
            return new ContainerLog(files, request, () => HasEnded(job), clock);
        }
        throw NotFound($"The pod {request.PodName} has no container {name}.");
    }

    private static PodRequestException NotFound(string message) => new(PodRequestFailure.NotFound, message);

    /// <summary>Whether the container is an init container; null when there is no such container.</summary>
    private static bool? Role(PodJob job, string container)
    {
        if (job.Outline is { } outline)
        {
            if (outline.Scripted && container == JobFolderFiles.ScriptContainer)
                return false;
            return outline.Containers.Any(other => other.Name == container) ? false
                : outline.InitContainers.Any(other => other.Name == container) ? true
                : null;
        }
        return File.Exists(job.Folder.File(JobFolderFiles.Log(container, init: false))) ? false
            : File.Exists(job.Folder.File(JobFolderFiles.Log(container, init: true))) ? true
            : null;
    }

    private static LogFiles Files(PodJob job, string container, bool init)
    {
        // A script in place of the containers may write their logs one by one; one that does not has only its own.
        if (job.Outline is { Scripted: true } && !File.Exists(job.Folder.File(JobFolderFiles.Log(container, init))))
            (container, init) = (JobFolderFiles.ScriptContainer, false);
        return new LogFiles(
            job.Folder.File(JobFolderFiles.Log(container, init)),
            job.Folder.File(JobFolderFiles.LogTimes(container, init)),
            job.Folder.File(JobFolderFiles.LogRuns(container, init)));
    }

    private static string Missing(PodJob job) => job.Folder.File(".none");

    private bool HasEnded(PodJob job, string container)
    {
        if (HasEnded(job))
            return true;
        if (job.Outline is not { Scripted: false })
            return job.Folder.ReadExitCode(container, init: false) is not null;
        return job.ReadRunStatus(clock, Freshness) is { } run
            && run.Containers.Concat(run.InitContainers).Concat(run.SidecarContainers)
                .Any(status => status.Name == container && status.State.Terminated is not null);
    }

    private bool HasEnded(PodJob job) =>
        job.Removed
        || job.Outcome is not null
        || job.SchedulerIsDone
        || job.ReadRunStatus(clock, Freshness) is { Phase: PodPhase.Succeeded or PodPhase.Failed };
}
