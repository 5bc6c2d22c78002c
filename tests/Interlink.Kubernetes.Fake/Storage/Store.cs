using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Interlink.Kubernetes.Resources;
using Interlink.Protocol;

namespace Interlink.Kubernetes.Fake.Storage;

/// <summary>
/// What the cluster holds: objects with resource versions and the history that watches are told from. Objects in it are never changed in
/// place.
/// </summary>
public sealed partial class Store
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, KindDefinition> _kinds = [];
    private readonly Dictionary<(KindDefinition Kind, ObjectKey Key), JsonObject> _objects = [];
    private readonly List<StoreEvent> _history = [];
    private readonly List<Channel<StoreEvent>> _watchers = [];
    private readonly Dictionary<string, Snapshot> _snapshots = [];
    private readonly TimeProvider _time;
    private long _revision = 100;
    private long _compacted;
    private long _names;

    internal Store(TimeProvider time)
    {
        _time = time;
        foreach (KindDefinition kind in Kinds.BuiltIn)
        {
            Serve(kind);
        }

        foreach (string name in (string[])["default", "kube-system"])
        {
            Create(Kind(ResourceTypes.Namespaces), "", new JsonObject { ["metadata"] = new JsonObject { ["name"] = name } }, new WriteContext());
        }
    }

    /// <summary>The kinds that are served.</summary>
    public IReadOnlyCollection<KindDefinition> Served
    {
        get
        {
            lock (_lock)
            {
                return [.. _kinds.Values];
            }
        }
    }

    /// <summary>The version of the newest change.</summary>
    public long Revision
    {
        get
        {
            lock (_lock)
            {
                return _revision;
            }
        }
    }

    /// <summary>Serves one more kind, for example a custom resource.</summary>
    public void Serve(KindDefinition kind)
    {
        lock (_lock)
        {
            _kinds[$"{kind.Type.ApiVersion}/{kind.Type.Plural}"] = kind;
        }
    }

    internal KindDefinition? FindKind(string apiVersion, string plural)
    {
        lock (_lock)
        {
            return _kinds.GetValueOrDefault($"{apiVersion}/{plural}");
        }
    }

    /// <summary>How a kind is served.</summary>
    public KindDefinition Kind(ResourceType type) =>
        FindKind(type.ApiVersion, type.Plural) ?? throw new ArgumentException($"{type} is not served.", nameof(type));

    /// <summary>An object as it is now; null when it is not there. A copy.</summary>
    public JsonObject? Find(ResourceType type, string space, string name)
    {
        lock (_lock)
        {
            return _objects.GetValueOrDefault((Kind(type), new ObjectKey(type.Namespaced ? space : "", name)))?.Clone();
        }
    }

    /// <summary>All objects of a kind, of all namespaces when none is named. Copies.</summary>
    public IReadOnlyList<JsonObject> All(ResourceType type, string? space = null)
    {
        lock (_lock)
        {
            return [.. Sorted(Kind(type), space).Select(json => json.Clone())];
        }
    }

    /// <summary>Forgets the history: watches and pages that go on from before are answered with 410.</summary>
    public void Compact()
    {
        lock (_lock)
        {
            // A version later than all that was told, so that nobody's is good enough.
            _compacted = ++_revision;
            _history.Clear();
            _snapshots.Clear();
        }
    }

    private IEnumerable<JsonObject> Sorted(KindDefinition kind, string? space) => _objects
        .Where(entry => entry.Key.Kind == kind && (string.IsNullOrEmpty(space) || entry.Key.Key.Namespace == space))
        .OrderBy(entry => entry.Key.Key.Namespace, StringComparer.Ordinal)
        .ThenBy(entry => entry.Key.Key.Name, StringComparer.Ordinal)
        .Select(entry => entry.Value);

    private string Now => GoTime.FormatRfc3339(_time.GetUtcNow());

    private JsonObject Require(KindDefinition kind, ObjectKey key) =>
        _objects.GetValueOrDefault((kind, key)) ?? throw ApiException.NotFound(kind, key.Name);

    private bool TryFind(KindDefinition kind, ObjectKey key, [NotNullWhen(true)] out JsonObject? found) =>
        _objects.TryGetValue((kind, key), out found);

    /// <summary>Makes a change, gives it a version and tells it.</summary>
    private void Commit(KindDefinition kind, ObjectKey key, JsonObject? before, JsonObject? after, JsonObject? last = null)
    {
        long revision = ++_revision;
        string version = revision.ToString(CultureInfo.InvariantCulture);
        if (after is not null)
        {
            after.Metadata()["resourceVersion"] = version;
            _objects[(kind, key)] = after;
        }
        else
        {
            _objects.Remove((kind, key));
            before = (last ?? before)!.Clone();
            before.Metadata()["resourceVersion"] = version;
        }

        var told = new StoreEvent(revision, kind, before, after);
        _history.Add(told);
        foreach (Channel<StoreEvent> watcher in _watchers)
        {
            watcher.Writer.TryWrite(told);
        }
    }
}
