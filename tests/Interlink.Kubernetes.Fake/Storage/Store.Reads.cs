using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Interlink.Kubernetes.Resources;

namespace Interlink.Kubernetes.Fake.Storage;

public sealed partial class Store
{
    private int _pages;

    internal JsonObject Get(KindDefinition kind, ObjectKey key)
    {
        lock (_lock)
        {
            return Require(kind, key);
        }
    }

    /// <summary>A page of a list.</summary>
    /// <returns>The objects, the version, where the next page begins, and how many follow.</returns>
    internal (IReadOnlyList<JsonObject> Items, long Revision, string? Continue, int Remaining) List(
        KindDefinition kind, string? space, Func<JsonObject, bool> selects, int limit, string? from, string? version)
    {
        lock (_lock)
        {
            (Snapshot snapshot, int start) = from is null ? (NewSnapshot(kind, space, selects, version), 0) : Continued(from);
            int count = limit > 0 ? Math.Min(limit, snapshot.Items.Count - start) : snapshot.Items.Count - start;
            int next = start + count;
            int remaining = snapshot.Items.Count - next;
            if (remaining == 0)
            {
                return (snapshot.Items.GetRange(start, count), snapshot.Revision, null, 0);
            }

            string token = $"page-{++_pages}";
            _snapshots[token] = snapshot with { Start = next };
            return (snapshot.Items.GetRange(start, count), snapshot.Revision, token, remaining);
        }
    }

    /// <summary>Everything after a version, and what is still to come; dispose to stop.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="version">Null and <c>0</c> begin with what there is.</param>
    internal (IReadOnlyList<StoreEvent> Past, ChannelReader<StoreEvent> Future, IDisposable Stop) Watch(KindDefinition kind, string? version)
    {
        lock (_lock)
        {
            List<StoreEvent> past;
            if (version is null or "" or "0")
            {
                past = [.. Sorted(kind, null).Select(json => new StoreEvent(_revision, kind, null, json))];
            }
            else
            {
                long since = Parse(version);
                if (since < _compacted)
                {
                    throw ApiException.Expired($"too old resource version: {since} ({_compacted})");
                }

                past = [.. _history.Where(told => told.Revision > since)];
            }

            var channel = Channel.CreateUnbounded<StoreEvent>();
            _watchers.Add(channel);
            return (past, channel.Reader, new Stopping(this, channel));
        }
    }

    private Snapshot NewSnapshot(KindDefinition kind, string? space, Func<JsonObject, bool> selects, string? version)
    {
        if (version is not (null or "" or "0") && Parse(version) > _revision)
        {
            throw new ApiException(504, "Timeout", $"Too large resource version: {version}, current: {_revision}", retryAfterSeconds: 1);
        }

        return new Snapshot([.. Sorted(kind, space).Where(selects)], _revision);
    }

    private (Snapshot Snapshot, int Start) Continued(string token) => _snapshots.TryGetValue(token, out Snapshot? snapshot)
        ? (snapshot, snapshot.Start)
        : throw ApiException.Expired("The provided continue parameter is too old to display a consistent list result. You can start a new list "
            + "without the continue parameter.");

    private static long Parse(string version) => long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
        ? number : throw ApiException.BadRequest($"Invalid value: \"{version}\": resourceVersion must be a number");

    private sealed record Snapshot(List<JsonObject> Items, long Revision, int Start = 0);

    private sealed class Stopping(Store store, Channel<StoreEvent> channel) : IDisposable
    {
        public void Dispose()
        {
            lock (store._lock)
            {
                store._watchers.Remove(channel);
            }
        }
    }
}
