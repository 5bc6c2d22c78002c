using Interlink.Hosting.Pods;
using Interlink.KubernetesSidecar.Logs;
using Interlink.KubernetesSidecar.Ping;
using Interlink.KubernetesSidecar.Pods;
using Interlink.KubernetesSidecar.Statuses;
using Interlink.KubernetesSidecar.Watching;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;

namespace Interlink.KubernetesSidecar;

/// <summary>What the host's endpoints ask of the remote cluster.</summary>
internal sealed class KubernetesPodBackend(
    PodCreation creation, PodDeletion deletion, PodMemory memory, PodWatch watch, PodLogs logs, PingReader ping) : IPodBackend
{
    private static readonly TimeSpan FirstAnswerLimit = TimeSpan.FromSeconds(5);

    public async Task<CreateAnswer> CreateAsync(CreateRequest request, CancellationToken cancellationToken) =>
        await creation.CreateAsync(request, cancellationToken);

    public Task DeleteAsync(PodView pod, CancellationToken cancellationToken) => deletion.DeleteAsync(pod);

    public async Task<IReadOnlyList<PodStatus>> StatusAsync(IReadOnlyList<PodView> pods, CancellationToken cancellationToken)
    {
        // Before every pod has been seen once, an unknown pod may be one that runs.
        await watch.FirstAnswerAsync(FirstAnswerLimit, cancellationToken);
        return [.. pods.Select(pod => memory.Find(pod.Namespace, pod.Uid) is { } known ? PodAnswers.Known(pod, known) : PodAnswers.Unknown(pod))];
    }

    public Task<IPodLog> OpenLogAsync(LogRequest request, CancellationToken cancellationToken) => logs.OpenAsync(request, cancellationToken);

    public Task<PingAnswer> PingAsync(CancellationToken cancellationToken) => ping.ReadAsync(cancellationToken);
}
