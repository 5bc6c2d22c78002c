using Interlink.Hosting.Pods;
using Interlink.Kubernetes;
using Interlink.Kubernetes.Access;
using Interlink.Kubernetes.Resources;
using Interlink.KubernetesSidecar.Cluster;
using Interlink.KubernetesSidecar.Configuration;
using Interlink.KubernetesSidecar.State;
using Interlink.KubernetesSidecar.Translation;
using Interlink.KubernetesSidecar.Watching;
using Interlink.Protocol.Wire;
using Microsoft.Extensions.Logging;

namespace Interlink.KubernetesSidecar.Ping;

/// <summary>Tells what the remote cluster has left; asks it at most once a minute.</summary>
internal sealed partial class PingReader(
    RemoteCluster cluster, SidecarOptions options, StateFolder state, PodWatch watch, TimeProvider clock, ILogger<PingReader> logger)
{
    private static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim gate = new(1, 1);
    private (PingResources? Resources, long At)? last;
    private bool forbidden;

    /// <exception cref="PodRequestException">The remote cluster does not answer.</exception>
    public async Task<PingAnswer> ReadAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (watch.Outage is not null)
                await AskAsync(cancellationToken);
            if (last is not { } known || clock.GetElapsedTime(known.At) > KeepFor)
                last = known = (await LookAsync(cancellationToken), clock.GetTimestamp());
            return new PingAnswer { Status = "ok", Resources = known.Resources, Taints = options.Taints };
        }
        catch (Exception failure) when (failure is KubernetesException or KubeConfigException)
        {
            throw new PodRequestException(PodRequestFailure.Unavailable, $"The remote cluster does not answer: {failure.Message}", failure);
        }
        finally
        {
            _ = gate.Release();
        }
    }

    /// <summary>The watch is taken up again only after a pause, so the API is asked; a pod that is not there will do.</summary>
    private async Task AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            _ = await cluster.Of(ObjectKinds.Pod, options.Namespaces is [var first, ..] ? first : "default").FindAsync("kubernetes-sidecar-ping", cancellationToken);
        }
        catch (KubernetesException failure) when (failure.IsForbidden)
        {
            // It answers.
        }
    }

    private async Task<PingResources?> LookAsync(CancellationToken cancellationToken)
    {
        if (forbidden)
            return options.Capacity;
        try
        {
            var nodes = await cluster.Nodes.ListAsync(new ListOptions(), json => NodeShare.Read(json, options.NodeSelector), cancellationToken);
            var pods = await cluster.Of(ObjectKinds.Pod, null)
                .ListAsync(new ListOptions(), json => PodShare.Read(json, state.Instance), cancellationToken);
            return FreeResources.Of([.. nodes.Items.OfType<NodeShare>()], [.. pods.Items.OfType<PodShare>()]);
        }
        catch (KubernetesException failure) when (failure.IsForbidden)
        {
            forbidden = true;
            LogForbidden(options.Capacity is null ? "no capacity" : "offloading.capacity", failure.Message);
            return options.Capacity;
        }
    }

    [LoggerMessage(3501, LogLevel.Warning, "what the remote cluster has free may not be seen, so {Offered} is told: {Message}")]
    private partial void LogForbidden(string offered, string message);
}
