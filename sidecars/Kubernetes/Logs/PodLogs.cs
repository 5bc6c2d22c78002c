using Interlink.Hosting.Pods;
using Interlink.Kubernetes.Resources;
using Interlink.KubernetesSidecar.Cluster;
using Interlink.KubernetesSidecar.Watching;
using Interlink.Protocol.Statuses;
using Interlink.Protocol.Wire;

namespace Interlink.KubernetesSidecar.Logs;

/// <summary>Finds the logs of containers.</summary>
internal sealed class PodLogs(RemoteCluster cluster, PodMemory memory, PodWatch watch)
{
    /// <exception cref="PodRequestException">The pod or the container is not known, or the remote cluster does not answer.</exception>
    public async Task<IPodLog> OpenAsync(LogRequest request, CancellationToken cancellationToken)
    {
        if (memory.Find(request.Namespace, request.PodUID) is not { } pod)
        {
            throw watch.HasSynced
                ? NotFound($"The pod {request.Namespace}/{request.PodName} ({request.PodUID}) is not known here.")
                : new PodRequestException(PodRequestFailure.Unavailable, watch.Outage ?? "The remote cluster has not answered yet.");
        }
        if (pod.Container(request.ContainerName) is not { } container)
            throw NotFound($"The pod {request.Namespace}/{request.PodName} has no container {request.ContainerName}.");
        if (pod.Gone)
            throw NotFound($"The pod {request.Namespace}/{request.PodName} was deleted in the remote cluster, and its logs with it.");
        var log = new RemoteLog(cluster.Pods(pod.Namespace), pod, request, memory);
        // Headers are to go out before the remote cluster has any.
        if (!request.Follow && (request.Previous || HasBegun(container)))
            await log.OpenAsync(cancellationToken);
        return log;
    }

    /// <summary>Whether a container has run, so that there can be a log.</summary>
    public static bool HasBegun(ContainerStatus container) =>
        container.State.Running is not null || container.State.Terminated is not null || container.RestartCount > 0;

    /// <summary>The question in the words of the Kubernetes API.</summary>
    public static LogOptions Options(LogRequest request) => new()
    {
        Container = request.ContainerName,
        Follow = request.Follow,
        Previous = request.Previous,
        Timestamps = request.Timestamps,
        TailLines = request.TailLines,
        LimitBytes = request.LimitBytes,
        // Kubernetes takes only one of them; the time says more.
        SinceSeconds = request.SinceTime is null ? request.SinceSeconds : null,
        SinceTime = request.SinceTime,
    };

    public static PodRequestException NotFound(string sentence) => new(PodRequestFailure.NotFound, sentence);
}
