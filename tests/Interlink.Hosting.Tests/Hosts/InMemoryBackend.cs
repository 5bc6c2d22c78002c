using System.Collections.Concurrent;
using Interlink.Hosting.Pods;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Statuses;
using Interlink.Protocol.Wire;
using Microsoft.Extensions.Logging;

namespace Interlink.Hosting.Tests.Hosts;

/// <summary>A backend that keeps pods in memory and lets a test decide what happens.</summary>
internal sealed class InMemoryBackend : IPodBackend
{
    public ConcurrentDictionary<string, PodView> Pods { get; } = new();

    public Func<CreateRequest, CancellationToken, Task>? OnCreate { get; set; }

    public Func<LogRequest, IPodLog>? OnOpenLog { get; set; }

    public PingAnswer Ping { get; set; } = new() { Status = "ok", Resources = new PingResources("120", "474000Mi", null) };

    public ILogger? Logger { get; set; }

    public async Task<CreateAnswer> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        Logger?.LogInformation("creating");
        if (OnCreate is { } onCreate)
        {
            await onCreate(request, cancellationToken);
        }

        Pods[request.Pod.Uid] = request.Pod;
        return new CreateAnswer(request.Pod.Uid, "1234");
    }

    public Task DeleteAsync(PodView pod, CancellationToken cancellationToken)
    {
        Pods.TryRemove(pod.Uid, out _);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<PodStatus>> StatusAsync(IReadOnlyList<PodView> pods, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PodStatus>>([.. pods.Select(StatusOf)]);

    public Task<IPodLog> OpenLogAsync(LogRequest request, CancellationToken cancellationToken) =>
        Pods.ContainsKey(request.PodUID)
            ? Task.FromResult(OnOpenLog?.Invoke(request) ?? new TextLog("line 1\nline 2\n"))
            : throw new PodRequestException(PodRequestFailure.NotFound, $"There is no pod {request.PodUID} here.");

    public Task<PingAnswer> PingAsync(CancellationToken cancellationToken) => Task.FromResult(Ping);

    private PodStatus StatusOf(PodView pod) => new()
    {
        Name = pod.Name,
        Namespace = pod.Namespace,
        UID = pod.Uid,
        Containers = [.. pod.Containers.Select(container => new ContainerStatus
        {
            Name = container.Name,
            State = Pods.ContainsKey(pod.Uid) ? new ContainerState { Running = new RunningState() } : ContainerState.None,
        })],
    };
}
