using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;

namespace Interlink.Hosting.Pods;

/// <summary>
/// The one seam a sidecar fills: what it does with pods. Everything around it (listeners, endpoints, authentication, errors, metrics)
/// is the host's. Every method may be called at any time and from many requests at once; failures that a caller can act on are
/// <see cref="PodRequestException"/>s.
/// </summary>
public interface IPodBackend
{
    /// <summary>Takes a pod in charge. A second call for the same UID answers like the first and starts nothing.</summary>
    Task<CreateAnswer> CreateAsync(CreateRequest request, CancellationToken cancellationToken);

    /// <summary>Gives a pod up: returns once the intent is durable. An unknown pod is a success.</summary>
    Task DeleteAsync(PodView pod, CancellationToken cancellationToken);

    /// <summary>The states of pods, one entry per pod in the order asked; an unknown pod's containers have empty states.</summary>
    Task<IReadOnlyList<PodStatus>> StatusAsync(IReadOnlyList<PodView> pods, CancellationToken cancellationToken);

    /// <summary>Finds a container's log; an unknown pod or container is <see cref="PodRequestFailure.NotFound"/>.</summary>
    Task<IPodLog> OpenLogAsync(LogRequest request, CancellationToken cancellationToken);

    /// <summary>What the backend has to offer, or why it does not answer (in <see cref="PingAnswer.Status"/>).</summary>
    Task<PingAnswer> PingAsync(CancellationToken cancellationToken);
}
