using System.Collections.Concurrent;
using Interlink.KubernetesSidecar.Statuses;

namespace Interlink.KubernetesSidecar.Watching;

/// <summary>
/// Every offloaded pod of the remote cluster as it was seen last, by its local UID. Questions are answered from here; nothing is forgotten
/// while the remote cluster does not answer.
/// </summary>
internal sealed class PodMemory
{
    private readonly ConcurrentDictionary<string, WatchedPod> pods = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> deleted = new(StringComparer.Ordinal);

    /// <summary>Raised after a pod has changed, with its local UID; what listens must not block.</summary>
    public event Action<string>? Changed;

    /// <summary>How many pods are in it.</summary>
    public int Count => pods.Count;

    /// <summary>All pods.</summary>
    public IEnumerable<WatchedPod> All => pods.Values;

    /// <summary>The pod of a local UID; null when there is none.</summary>
    public WatchedPod? Find(string sourceUid) => pods.GetValueOrDefault(sourceUid);

    /// <summary>The same, if it came from that namespace: a UID alone does not open another namespace's pod.</summary>
    public WatchedPod? Find(string sourceNamespace, string sourceUid) =>
        Find(sourceUid) is { } pod && pod.SourceNamespace == sourceNamespace ? pod : null;

    /// <summary>Remembers a pod that is there.</summary>
    public void See(WatchedPod pod)
    {
        pods.AddOrUpdate(
            pod.SourceUid,
            pod,
            // A second pod of the same UID that is being deleted does not hide the first.
            (_, known) => known.Uid != pod.Uid && !known.Gone && pod.Deleting ? known : pod);
        Changed?.Invoke(pod.SourceUid);
    }

    /// <summary>Remembers a pod that was just made, unless the watch has told of it already and knows more.</summary>
    public void SeeNew(WatchedPod pod)
    {
        pods.AddOrUpdate(pod.SourceUid, pod, (_, known) => known.Uid == pod.Uid ? known : pod);
        Changed?.Invoke(pod.SourceUid);
    }

    /// <summary>
    /// A pod is gone from the remote cluster. Without having been deleted here it stays as one that was lost.
    /// </summary>
    public void Lose(string remoteUid, string sourceUid)
    {
        if (Find(sourceUid) is not { } known || known.Uid != remoteUid || known.Gone)
            return;
        if (deleted.TryRemove(sourceUid, out _))
            pods.TryRemove(KeyValuePair.Create(sourceUid, known));
        else
            pods.TryUpdate(sourceUid, PodAnswers.Lost(known), known);
        Changed?.Invoke(sourceUid);
    }

    /// <summary>A pod is deleted here: it may go without a word, also one that the first list is still to tell of.</summary>
    public void Expect(string sourceUid)
    {
        if (Find(sourceUid) is { Gone: true } known)
            pods.TryRemove(KeyValuePair.Create(sourceUid, known));
        else
            deleted.TryAdd(sourceUid, 0);
    }

    /// <summary>A pod that is not there will not be heard of any more.</summary>
    public void ExpectNoMore(string sourceUid)
    {
        if (Find(sourceUid) is null)
            deleted.TryRemove(sourceUid, out _);
    }

    /// <summary>Waits until a pod is as <paramref name="condition"/> wants it; null when it has been forgotten.</summary>
    public async Task<WatchedPod?> WaitAsync(string sourceUid, Func<WatchedPod?, bool> condition, CancellationToken cancellationToken)
    {
        var changed = new SemaphoreSlim(0);
        void Wake(string uid)
        {
            if (uid == sourceUid)
                changed.Release();
        }

        Changed += Wake;
        try
        {
            while (true)
            {
                var pod = Find(sourceUid);
                if (condition(pod))
                    return pod;
                await changed.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            Changed -= Wake;
        }
    }
}
