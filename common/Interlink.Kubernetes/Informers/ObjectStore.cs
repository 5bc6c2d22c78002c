using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Interlink.Kubernetes.Resources;

namespace Interlink.Kubernetes.Informers;

/// <summary>What an informer knows, read from memory by any thread. What is read may be older than what the server has.</summary>
/// <typeparam name="T">What is kept of each object; nobody may change it.</typeparam>
public sealed class ObjectStore<T>
    where T : class
{
    private readonly ConcurrentDictionary<ObjectKey, Known<T>> _known = new();

    internal ObjectStore()
    {
    }

    /// <summary>How many objects there are.</summary>
    public int Count => _known.Count;

    /// <summary>All objects, in no order.</summary>
    public IEnumerable<T> All => _known.Select(entry => entry.Value.Value);

    /// <summary>The names of all objects, in no order.</summary>
    public IEnumerable<ObjectKey> Keys => _known.Select(entry => entry.Key);

    /// <summary>An object; null when it is not there.</summary>
    public T? Find(ObjectKey key) => _known.TryGetValue(key, out Known<T>? known) ? known.Value : null;

    /// <inheritdoc cref="Find(ObjectKey)"/>
    /// <param name="space">The namespace; empty for objects of the whole cluster.</param>
    /// <param name="name">The name.</param>
    public T? Find(string space, string name) => Find(new ObjectKey(space, name));

    internal static (ObjectKey Key, Known<T> Known) Read(JsonObject json, Func<JsonObject, T> project)
    {
        var view = new ObjectView(json);
        return (view.Key, new Known<T>(project(json), view.Uid, view.ResourceVersion));
    }

    /// <summary>Takes an object in and says what that changes.</summary>
    internal IEnumerable<Change<T>> Take(ObjectKey key, Known<T> known)
    {
        _known.TryGetValue(key, out Known<T>? before);
        _known[key] = known;
        if (before is not null && before.Uid != known.Uid)
        {
            // The end of the first and the beginning of the second were not seen.
            return [new Change<T>(key, before.Value, null), new Change<T>(key, null, known.Value)];
        }

        return before?.ResourceVersion == known.ResourceVersion ? [] : [new Change<T>(key, before?.Value, known.Value)];
    }

    /// <summary>Takes an object out and says what that changes. What is told last is its last state.</summary>
    internal IEnumerable<Change<T>> Remove(ObjectKey key, T? last) =>
        _known.TryRemove(key, out Known<T>? before) ? [new Change<T>(key, last ?? before.Value, null)] : [];

    /// <summary>Takes in a whole list; what is not in it is gone.</summary>
    internal IEnumerable<Change<T>> Replace(IReadOnlyList<(ObjectKey Key, Known<T> Known)> list)
    {
        HashSet<ObjectKey> there = [.. list.Select(item => item.Key)];
        foreach (ObjectKey key in _known.Keys.Where(key => !there.Contains(key)).ToList())
        {
            foreach (Change<T> change in Remove(key, null))
            {
                yield return change;
            }
        }

        foreach ((ObjectKey key, Known<T> known) in list)
        {
            foreach (Change<T> change in Take(key, known))
            {
                yield return change;
            }
        }
    }
}
