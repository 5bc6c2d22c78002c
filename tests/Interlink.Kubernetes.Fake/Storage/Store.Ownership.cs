using System.Text.Json.Nodes;
using Interlink.Kubernetes.Resources;

namespace Interlink.Kubernetes.Fake.Storage;

public sealed partial class Store
{
    private IEnumerable<(KindDefinition Kind, ObjectKey Key)> Content(string space) =>
        _objects.Keys.Where(entry => entry.Key.Namespace == space);

    /// <summary>What the controllers of a cluster do when an object has begun to go.</summary>
    private void Consequences(KindDefinition kind, ObjectKey key, JsonObject json)
    {
        if (kind.Type == ResourceTypes.Namespaces)
        {
            foreach ((KindDefinition inner, ObjectKey name) in Content(key.Name).ToList())
            {
                if (TryFind(inner, name, out _))
                {
                    Delete(inner, name, []);
                }
            }
        }

        List<string> finalizers = Finalizers(json.Metadata());
        if (finalizers.Contains("orphan"))
        {
            Disown(json.Metadata().Text("uid"));
            Without(kind, key, "orphan");
        }
        else if (finalizers.Contains(Foreground))
        {
            string uid = json.Metadata().Text("uid");
            foreach ((KindDefinition owned, ObjectKey name) in OwnedBy(uid))
            {
                Delete(owned, name, new JsonObject { ["propagationPolicy"] = "Foreground" });
            }

            if (OwnedBy(uid).Count == 0)
            {
                Without(kind, key, Foreground);
            }
        }

        if (TryFind(kind, key, out JsonObject? rest))
        {
            FinishIfReady(kind, key, rest);
        }
    }

    private void DeleteOwned(string uid)
    {
        foreach ((KindDefinition kind, ObjectKey key) in OwnedBy(uid))
        {
            if (TryFind(kind, key, out JsonObject? json) && Owners(json).All(owner => owner == uid || !Exists(owner)))
            {
                Delete(kind, key, []);
            }
        }

        // Somebody may have waited for this one to go first.
        foreach (((KindDefinition kind, ObjectKey key), JsonObject json) in _objects.ToList())
        {
            if (Finalizers(json.Metadata()).Contains(Foreground) && OwnedBy(json.Metadata().Text("uid")).Count == 0)
            {
                Without(kind, key, Foreground);
            }
        }
    }

    private void Disown(string uid)
    {
        foreach ((KindDefinition kind, ObjectKey key) in OwnedBy(uid))
        {
            JsonObject before = _objects[(kind, key)];
            JsonObject after = before.Clone();
            JsonNode?[] others = [.. ((JsonArray)after.Metadata()["ownerReferences"]!).Where(owner => ((JsonObject)owner!).Text("uid") != uid)
                .Select(owner => owner!.DeepClone())];
            after.Metadata()["ownerReferences"] = new JsonArray(others);
            Commit(kind, key, before, after);
        }
    }

    private void Without(KindDefinition kind, ObjectKey key, string finalizer)
    {
        if (!TryFind(kind, key, out JsonObject? before))
        {
            return;
        }

        JsonObject after = before.Clone();
        JsonObject metadata = after.Metadata();
        metadata["finalizers"] = new JsonArray([.. Finalizers(metadata).Where(name => name != finalizer).Select(name => (JsonNode)name)]);
        if (IsReady(kind, after))
        {
            Vanish(kind, key, after);
        }
        else
        {
            Commit(kind, key, before, after);
        }
    }

    private List<(KindDefinition Kind, ObjectKey Key)> OwnedBy(string uid) =>
        [.. _objects.Where(entry => Owners(entry.Value).Contains(uid)).Select(entry => entry.Key)];

    private bool Exists(string uid) => _objects.Values.Any(json => json.Metadata().Text("uid") == uid);

    private static IEnumerable<string> Owners(JsonObject json) =>
        (json["metadata"]?["ownerReferences"] as JsonArray ?? []).OfType<JsonObject>().Select(owner => owner.Text("uid"));
}
