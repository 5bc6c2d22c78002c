namespace Interlink.ApiServer.Routing;

/// <summary>Remembers which sidecar a pod went to: the question for a log names neither node nor annotation. Bounded; the oldest go.</summary>
internal sealed class PodHomes(int most)
{
    private readonly Dictionary<string, string> _homes = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private readonly Lock _lock = new();

    /// <summary>The sidecar's name; null when the pod is not remembered.</summary>
    public string? Find(string uid)
    {
        lock (_lock)
        {
            return _homes.GetValueOrDefault(uid);
        }
    }

    public void Remember(string uid, string sidecar)
    {
        lock (_lock)
        {
            if (_homes.TryAdd(uid, sidecar))
            {
                _order.Enqueue(uid);
            }
            else
            {
                _homes[uid] = sidecar;
            }

            while (_order.Count > most)
            {
                _homes.Remove(_order.Dequeue());
            }
        }
    }
}
