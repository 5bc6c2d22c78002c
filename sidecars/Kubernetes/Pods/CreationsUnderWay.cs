using System.Collections.Concurrent;
using Interlink.Protocol.Wire;

namespace Interlink.KubernetesSidecar.Pods;

/// <summary>The creates that run now: two for one pod are one.</summary>
internal sealed class CreationsUnderWay
{
    private readonly ConcurrentDictionary<string, Lazy<Task<CreateAnswer>>> running = new(StringComparer.Ordinal);

    /// <summary>Whether a pod is being made.</summary>
    public bool Has(string podUid) => running.ContainsKey(podUid);

    /// <summary>Makes a pod, or waits for the answer of who makes it already; when that one was called off, makes it after all.</summary>
    public async Task<CreateAnswer> RunAsync(string podUid, Func<Task<CreateAnswer>> make, CancellationToken cancellationToken)
    {
        var mine = new Lazy<Task<CreateAnswer>>(make);
        while (true)
        {
            var first = running.GetOrAdd(podUid, mine);
            try
            {
                return await first.Value.WaitAsync(ReferenceEquals(first, mine) ? CancellationToken.None : cancellationToken);
            }
            catch (OperationCanceledException) when (!ReferenceEquals(first, mine) && !cancellationToken.IsCancellationRequested)
            {
                _ = running.TryRemove(KeyValuePair.Create(podUid, first));
            }
            finally
            {
                if (ReferenceEquals(first, mine))
                    _ = running.TryRemove(KeyValuePair.Create(podUid, mine));
            }
        }
    }

    /// <summary>Waits until a pod is not being made any more, however that ends.</summary>
    public async Task WaitAsync(string podUid, CancellationToken cancellationToken)
    {
        if (running.TryGetValue(podUid, out var create))
            await Task.WhenAny(create.Value).WaitAsync(cancellationToken);
    }
}
