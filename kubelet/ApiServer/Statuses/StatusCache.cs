using Interlink.ApiServer.Configuration;
using Interlink.Protocol.Pods;

namespace Interlink.ApiServer.Statuses;

/// <summary>
/// The pods of one sidecar that somebody asked about, those asked about longest ago first: what is too many or too old goes. Guarded by
/// its board's lock.
/// </summary>
internal sealed class StatusCache(StatusOptions options, TimeProvider time)
{
    private readonly Dictionary<string, LinkedListNode<StatusEntry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<StatusEntry> _order = new();

    public int Count => _entries.Count;

    /// <summary>The pod's entry, made if need be, with what the question says of it.</summary>
    public StatusEntry Touch(PodView pod)
    {
        if (_entries.TryGetValue(pod.Uid, out var node))
        {
            _order.Remove(node);
        }
        else
        {
            node = new LinkedListNode<StatusEntry>(new StatusEntry(pod.Uid));
            _entries.Add(pod.Uid, node);
        }

        _order.AddLast(node);
        node.Value.AskedAt = time.GetTimestamp();
        node.Value.Note(pod);
        return node.Value;
    }

    /// <summary>Forgets what is too many or too old.</summary>
    public void Trim()
    {
        while (_order.First is { } oldest && (_entries.Count > options.MostPods || time.GetElapsedTime(oldest.Value.AskedAt) > options.Keep))
        {
            _order.Remove(oldest);
            _entries.Remove(oldest.Value.Uid);
        }
    }

    /// <returns>False when it was not there.</returns>
    public bool Remove(string uid)
    {
        if (!_entries.Remove(uid, out var node))
        {
            return false;
        }

        _order.Remove(node);
        return true;
    }

    /// <summary>The pods that may still change and were asked about within a time.</summary>
    public IEnumerable<StatusEntry> Living(TimeSpan within)
    {
        for (var node = _order.Last; node is not null && time.GetElapsedTime(node.Value.AskedAt) <= within; node = node.Previous)
        {
            if (!node.Value.IsFinal)
            {
                yield return node.Value;
            }
        }
    }

    /// <summary>All states there are.</summary>
    public IEnumerable<ReportedState> States() => _order.Select(entry => entry.State).OfType<ReportedState>();
}
