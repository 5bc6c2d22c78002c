using System.Buffers;
using Interlink.Hosting.Pods;
using Interlink.Kubernetes;
using Interlink.Kubernetes.Resources;
using Interlink.KubernetesSidecar.Statuses;
using Interlink.KubernetesSidecar.Watching;
using Interlink.Protocol.Wire;

namespace Interlink.KubernetesSidecar.Logs;

/// <summary>A container's log, passed on as it comes.</summary>
internal sealed class RemoteLog(PodClient pods, WatchedPod pod, LogRequest request, PodMemory memory) : IPodLog
{
    private const int ChunkBytes = 32 * 1024;
    private Stream? stream;

    /// <summary>Asks the remote cluster for it.</summary>
    /// <exception cref="PodRequestException">There is none, or the remote cluster does not answer.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            stream = await pods.LogAsync(pod.Name, PodLogs.Options(request), cancellationToken);
        }
        catch (KubernetesException failure) when (failure.IsNotFound || (failure.IsInvalid && request.Previous))
        {
            throw PodLogs.NotFound(failure.Message);
        }
        catch (KubernetesException failure) when (failure.IsInvalid)
        {
            // It has not begun, after all.
        }
        catch (KubernetesException failure)
        {
            throw new PodRequestException(PodRequestFailure.Unavailable, failure.Message, failure);
        }
    }

    /// <inheritdoc/>
    public async Task CopyToAsync(Stream output, CancellationToken cancellationToken)
    {
        if (request.Follow && await BeginsAsync(cancellationToken))
            await OpenAsync(cancellationToken);
        if (stream is null)
            return;
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            while (await stream.ReadAsync(chunk, cancellationToken) is var read and > 0)
            {
                await output.WriteAsync(chunk.AsMemory(0, read), cancellationToken);
                if (request.Follow)
                    await output.FlushAsync(cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => stream?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Waits for the container's first run; false when the pod goes before.</summary>
    private async Task<bool> BeginsAsync(CancellationToken cancellationToken)
    {
        var seen = await memory.WaitAsync(
            pod.SourceUid,
            now => now is null || now.Gone || now.Container(request.ContainerName) is not { } container || PodLogs.HasBegun(container),
            cancellationToken);
        return seen is { Gone: false };
    }
}
