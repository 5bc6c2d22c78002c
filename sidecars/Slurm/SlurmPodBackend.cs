using Interlink.Hosting.Pods;
using Interlink.Protocol;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;
using Interlink.Slurm.Jobs;
using Interlink.Slurm.Ping;
using Interlink.Slurm.Statuses;

namespace Interlink.Slurm;

/// <summary>What the host's endpoints ask of Slurm.</summary>
internal sealed class SlurmPodBackend(
    PodRegistry registry,
    PodCreation creation,
    PodDeletion deletion,
    PodStatusReader statuses,
    PodLogs logs,
    JobMonitor monitor,
    PingReader ping,
    TimeProvider clock) : IPodBackend
{
    // Only the first answers after a start wait, for the first poll; a scheduler that hangs must not hang the virtual kubelet.
    private static readonly TimeSpan FirstAnswerLimit = TimeSpan.FromSeconds(5);

    public Task<CreateAnswer> CreateAsync(CreateRequest request, CancellationToken cancellationToken) => creation.CreateAsync(request);

    public Task DeleteAsync(PodView pod, CancellationToken cancellationToken) => deletion.DeleteAsync(pod);

    public async Task<IReadOnlyList<PodStatus>> StatusAsync(IReadOnlyList<PodView> pods, CancellationToken cancellationToken)
    {
        await FirstAnswerAsync(cancellationToken);
        var answer = new PodStatus[pods.Count];
        for (var index = 0; index < answer.Length; index++)
        {
            var pod = pods[index];
            answer[index] = Find(pod) is { } job ? statuses.Read(job, pod) : PodStatuses.Unknown(pod);
        }
        return answer;
    }

    public Task<IPodLog> OpenLogAsync(LogRequest request, CancellationToken cancellationToken) => Task.FromResult(logs.Open(request));

    public Task<PingAnswer> PingAsync(CancellationToken cancellationToken) => ping.ReadAsync(cancellationToken);

    private PodJob? Find(PodView pod) =>
        KubernetesNames.Namespace(pod.Namespace) is null && KubernetesNames.PodUid(pod.Uid) is null
            ? registry.Find(pod.Namespace, pod.Uid)
            : null;

    private async Task FirstAnswerAsync(CancellationToken cancellationToken)
    {
        if (monitor.FirstAnswer.IsCompleted)
            return;
        try
        {
            await monitor.FirstAnswer.WaitAsync(FirstAnswerLimit, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The folders tell what they can; the scheduler's part follows.
        }
    }
}
