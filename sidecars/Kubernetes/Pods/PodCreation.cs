using Interlink.Hosting.Pods;
using Interlink.Kubernetes;
using Interlink.Kubernetes.Resources;
using Interlink.KubernetesSidecar.Cluster;
using Interlink.KubernetesSidecar.Configuration;
using Interlink.KubernetesSidecar.State;
using Interlink.KubernetesSidecar.Statuses;
using Interlink.KubernetesSidecar.Translation;
using Interlink.KubernetesSidecar.Watching;
using Interlink.Protocol.Wire;
using Microsoft.Extensions.Logging;

namespace Interlink.KubernetesSidecar.Pods;

/// <summary>Makes pods in the remote cluster: each once, whole or not at all.</summary>
internal sealed partial class PodCreation(
    PodTranslator translator,
    RemoteCluster cluster,
    PodMemory memory,
    DeletionFiles deletions,
    CreationsUnderWay underWay,
    PodWatch watch,
    SidecarOptions options,
    TimeProvider clock,
    ILogger<PodCreation> logger)
{
    private static readonly TimeSpan RollBackTime = TimeSpan.FromSeconds(20);

    /// <exception cref="PodRequestException">It cannot be made.</exception>
    public async Task<CreateAnswer> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var set = translator.Translate(request);
        var uid = request.Pod.Uid;
        if (options.Namespaces.Count > 0 && !options.Namespaces.Contains(set.Namespace))
            throw Reject.Refused($"The namespace {request.Pod.Namespace} is not served here: offloading.namespaces does not have {set.Namespace}.");
        if (deletions.Has(uid))
            throw Reject.Refused($"The pod {request.Pod.Namespace}/{request.Pod.Name} has been deleted.");
        // Before that, a pod that runs would look like one to be made.
        await watch.FirstAnswerAsync(options.RetryTime, cancellationToken);
        return memory.Find(request.Pod.Namespace, uid) is { Gone: false, Deleting: false } known
            ? new CreateAnswer(uid, known.Uid)
            : await underWay.RunAsync(uid, () => MakeAsync(set, uid, cancellationToken), cancellationToken);
    }

    private async Task<CreateAnswer> MakeAsync(RemoteSet set, string uid, CancellationToken cancellationToken)
    {
        foreach (var warning in set.Warnings)
            LogWarning(warning);
        var maker = new ObjectMaker(cluster, set.Namespace, uid, new RemoteRetry(options.RetryTime, clock));
        try
        {
            foreach (var source in set.Sources)
                _ = await maker.MakeAsync(source, cancellationToken);
            var json = await maker.MakeAsync(set.Pod, cancellationToken);
            if (RemotePodReader.Read(json) is { } pod)
                memory.SeeNew(pod);
            LogMade(set.Namespace, set.Pod.Name);
            return new CreateAnswer(uid, new ObjectView(json).Uid);
        }
        catch (KubernetesException failure)
        {
            await RollBackAsync(maker, set);
            throw RemoteFailure.ToAnswer(failure);
        }
        catch (Exception failure) when (failure is PodRequestException or OperationCanceledException)
        {
            await RollBackAsync(maker, set);
            throw;
        }
    }

    private async Task RollBackAsync(ObjectMaker maker, RemoteSet set)
    {
        using var time = new CancellationTokenSource(RollBackTime, clock);
        try
        {
            await maker.RollBackAsync(time.Token);
        }
        catch (Exception failure) when (failure is KubernetesException or OperationCanceledException)
        {
            LogLeft(set.Namespace, set.Pod.Name, failure.Message);
        }
    }

    [LoggerMessage(3101, LogLevel.Information, "pod {Namespace}/{Name} is made in the remote cluster")]
    private partial void LogMade(string @namespace, string name);

    [LoggerMessage(3102, LogLevel.Warning, "{Warning}")]
    private partial void LogWarning(string warning);

    [LoggerMessage(
        3103,
        LogLevel.Warning,
        "what was made for pod {Namespace}/{Name} could not be taken away; another create uses it, else it is swept away later: {Message}")]
    private partial void LogLeft(string @namespace, string name, string message);
}
