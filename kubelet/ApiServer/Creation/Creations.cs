using Interlink.ApiServer.JobScripts;
using Interlink.ApiServer.Routing;
using Interlink.ApiServer.Sidecars;
using Interlink.Hosting.Pods;
using Interlink.Protocol;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;
using Microsoft.Extensions.Logging;

namespace Interlink.ApiServer.Creation;

/// <summary>Creates pods: two creates of one pod at the same time are one, and both get its answer.</summary>
internal sealed partial class Creations(
    SidecarRoutes routes, JobScriptSource scripts, CreateDelivery delivery, ILogger<Creations> logger)
{
    private readonly Dictionary<string, Task<SidecarAnswer>> _running = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>The sidecar's answer to the create of a pod.</summary>
    /// <param name="creation">The pod and what it mounts.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Ends the attempt; not the caller's leaving, for half a create is worse than an answer nobody hears.</param>
    /// <exception cref="PodRequestException">It cannot be created, or not now.</exception>
    public Task<SidecarAnswer> CreateAsync(PodCreateRequest creation, CallerHeaders caller, CancellationToken cancellationToken)
    {
        var uid = creation.Pod.Uid;
        if (KubernetesNames.PodUid(uid) is { } problem)
        {
            throw new PodRequestException(PodRequestFailure.Invalid, problem);
        }

        lock (_lock)
        {
            if (!_running.TryGetValue(uid, out var task))
            {
                task = RunAsync(creation, caller, cancellationToken);
                _running.Add(uid, task);
            }
            else
            {
                LogShared(uid);
            }

            return task;
        }
    }

    /// <summary>Waits until no create of a pod is under way: a delete must not overtake it.</summary>
    public async Task WaitAsync(string uid, CancellationToken cancellationToken)
    {
        Task? running;
        lock (_lock)
        {
            running = _running.GetValueOrDefault(uid);
        }

        if (running is not null)
        {
            await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<SidecarAnswer> RunAsync(PodCreateRequest creation, CallerHeaders caller, CancellationToken cancellationToken)
    {
        // The lock is held by whoever begins it.
        await Task.Yield();
        try
        {
            return await SendAsync(creation, caller, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                _running.Remove(creation.Pod.Uid);
            }
        }
    }

    private async Task<SidecarAnswer> SendAsync(PodCreateRequest creation, CallerHeaders caller, CancellationToken cancellationToken)
    {
        var pod = creation.Pod;
        var sidecar = routes.Choose(pod);
        var retrieved = new RetrievedPod(creation);
        foreach (var missing in retrieved.Missing)
        {
            LogMissing(pod.Namespace, pod.Name, missing);
        }

        var request = await scripts.CompleteAsync(creation, retrieved, caller, cancellationToken).ConfigureAwait(false);
        routes.Remember(pod.Uid, sidecar);
        var outgoing = new OutgoingPod(pod.Uid, $"{pod.Namespace}/{pod.Name}", request, StatusQuestion(pod));
        var answer = await delivery.SendAsync(sidecar, outgoing, caller, cancellationToken).ConfigureAwait(false);
        sidecar.Board.Forget(pod.Uid);
        return answer;
    }

    private static byte[] StatusQuestion(PodView pod) => [(byte)'[', .. pod.ToUtf8().Span, (byte)']'];

    [LoggerMessage(EventId = 3321, Level = LogLevel.Information, Message = "Pod {Uid} is being created already: this call gets the same answer")]
    private partial void LogShared(string uid);

    [LoggerMessage(EventId = 3322, Level = LogLevel.Warning, Message = "Pod {Space}/{Name} came without {Missing}")]
    private partial void LogMissing(string space, string name, string missing);
}
