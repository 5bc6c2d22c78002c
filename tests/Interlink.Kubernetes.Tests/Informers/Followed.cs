using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Interlink.Kubernetes.Fake;
using Interlink.Kubernetes.Informers;
using Interlink.Kubernetes.Resources;
using Microsoft.Extensions.Logging.Abstractions;

namespace Interlink.Kubernetes.Tests.Informers;

/// <summary>An informer that runs, and what it told.</summary>
internal sealed class Followed : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly KubernetesClient _client;
    private readonly Task _running;

    public Followed(FakeApiServer server, InformerOptions? options = null, KubernetesOptions? limits = null, string? space = null)
    {
        _client = server.Client(limits);
        Informer = Interlink.Kubernetes.Informers.Informers.Whole(
            _client.Resource(ResourceTypes.Pods, space),
            options ?? new InformerOptions { FirstPause = TimeSpan.FromMilliseconds(1), PageSize = 2 },
            NullLogger.Instance);
        Informer.Subscribe(change => Told.Enqueue(
            (change.Before is null ? "+" : change.Now is null ? "-" : "~") + change.Key.Name));
        _running = Informer.RunAsync(_end.Token);
    }

    public Informer<JsonObject> Informer { get; }

    public ConcurrentQueue<string> Told { get; } = new();

    public Task UntilTold(string what) => Waiting.UntilAsync(() => Told.Contains(what), $"{what} in {string.Join(' ', Told)}");

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running);
        _client.Dispose();
        _end.Dispose();
    }
}
