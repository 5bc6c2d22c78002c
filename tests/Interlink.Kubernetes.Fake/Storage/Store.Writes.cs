using System.Text.Json.Nodes;
using Interlink.Kubernetes.Resources;

namespace Interlink.Kubernetes.Fake.Storage;

public sealed partial class Store
{
    /// <summary>Puts an object there as a client would that creates it; a namespace that is missing is made.</summary>
    public JsonObject Add(ResourceType type, JsonObject json)
    {
        string space = new ObjectView(json).Namespace;
        if (type.Namespaced)
        {
            space = space.Length == 0 ? "default" : space;
            lock (_lock)
            {
                KindDefinition namespaces = Kind(ResourceTypes.Namespaces);
                if (!TryFind(namespaces, new ObjectKey("", space), out _))
                {
                    Create(namespaces, "", new JsonObject { ["metadata"] = new JsonObject { ["name"] = space } }, new WriteContext());
                }
            }
        }

        return Create(Kind(type), space, json.Clone(), new WriteContext()).Clone();
    }

    /// <summary>Changes an object as the program in charge of it would, its status among it; no rule is asked.</summary>
    public JsonObject Change(ResourceType type, string space, string name, Action<JsonObject> change)
    {
        lock (_lock)
        {
            KindDefinition kind = Kind(type);
            var key = new ObjectKey(type.Namespaced ? space : "", name);
            JsonObject before = Require(kind, key);
            JsonObject after = before.Clone();
            change(after);
            Commit(kind, key, before, after);
            FinishIfReady(kind, key, after);
            return after.Clone();
        }
    }

    internal JsonObject Create(KindDefinition kind, string space, JsonObject json, WriteContext context)
    {
        lock (_lock)
        {
            JsonObject made = json.Clone();
            JsonObject metadata = made.Metadata();
            ObjectRules.CheckForCreation(kind, space, made);
            if (metadata.Text("name").Length == 0)
            {
                metadata["name"] = metadata.Text("generateName") + Suffix();
            }

            string name = metadata.Text("name");
            ObjectRules.CheckName(kind, name);
            var key = new ObjectKey(kind.Type.Namespaced ? space : "", name);
            if (kind.Type.Namespaced)
            {
                CheckNamespace(space, kind, name);
            }

            if (TryFind(kind, key, out _))
            {
                throw ApiException.AlreadyExists(kind, name);
            }

            ObjectRules.Complete(kind, key, made, Now);
            metadata["uid"] = Guid.NewGuid().ToString();
            metadata["creationTimestamp"] = Now;
            metadata.Remove("deletionTimestamp");
            metadata.Remove("deletionGracePeriodSeconds");
            if (!context.OwnsFieldsItself)
            {
                FieldOwners.Updated(null, made, context, Now);
            }

            if (!context.DryRun)
            {
                Commit(kind, key, null, made);
            }

            return made;
        }
    }

    internal JsonObject Replace(KindDefinition kind, ObjectKey key, JsonObject json, WriteContext context)
    {
        lock (_lock)
        {
            return ReplaceHeld(kind, key, Require(kind, key), json, context);
        }
    }

    /// <summary>Reads, changes and writes as one step.</summary>
    internal JsonObject Patch(KindDefinition kind, ObjectKey key, Func<JsonObject, JsonObject> change, WriteContext context)
    {
        lock (_lock)
        {
            JsonObject before = Require(kind, key);
            return ReplaceHeld(kind, key, before, change(before.Clone()), context);
        }
    }

    /// <summary>Server-side apply makes an object that is not there.</summary>
    internal (JsonObject Object, bool Created) Apply(
        KindDefinition kind, ObjectKey key, JsonObject wanted, Func<JsonObject, JsonObject> merge, WriteContext context)
    {
        lock (_lock)
        {
            WriteContext own = context with { OwnsFieldsItself = true };
            if (TryFind(kind, key, out JsonObject? before))
            {
                return (ReplaceHeld(kind, key, before, merge(before.Clone()), own), false);
            }

            wanted.Metadata()["name"] = key.Name;
            return (Create(kind, key.Namespace, merge(wanted.Clone()), own), true);
        }
    }

    private JsonObject ReplaceHeld(KindDefinition kind, ObjectKey key, JsonObject before, JsonObject json, WriteContext context)
    {
        JsonObject after = ObjectRules.Updated(kind, key, before, json.Clone(), context.Subresource);
        string asked = json.Metadata().Text("resourceVersion");
        if (asked.Length > 0 && asked != before.Metadata().Text("resourceVersion"))
        {
            throw ApiException.Conflict(kind, key.Name,
                "the object has been modified; please apply your changes to the latest version and try again");
        }

        if (!context.OwnsFieldsItself)
        {
            after.Metadata().Remove("managedFields");
            if (before.Metadata()["managedFields"] is { } owners)
            {
                after.Metadata()["managedFields"] = owners.DeepClone();
            }
        }

        if (JsonNode.DeepEquals(before, after))
        {
            return before;
        }

        if (!context.OwnsFieldsItself)
        {
            FieldOwners.Updated(before, after, context, Now);
        }

        if (!context.DryRun)
        {
            Commit(kind, key, before, after);
            FinishIfReady(kind, key, after);
        }

        return after;
    }

    private void CheckNamespace(string space, KindDefinition kind, string name)
    {
        KindDefinition namespaces = Kind(ResourceTypes.Namespaces);
        if (!TryFind(namespaces, new ObjectKey("", space), out JsonObject? found))
        {
            throw ApiException.NotFound(namespaces, space);
        }

        if (found.Metadata().Text("deletionTimestamp").Length > 0)
        {
            throw new ApiException(403, "Forbidden",
                $"{kind.Shown} \"{name}\" is forbidden: unable to create new content in namespace {space} because it is being terminated");
        }
    }

    /// <summary>Five characters, different each time.</summary>
    private string Suffix()
    {
        const string letters = "bcdfghjklmnpqrstvwxz2456789";
        long number = ++_names + 100_000;
        char[] text = new char[5];
        for (int i = 4; i >= 0; i--)
        {
            text[i] = letters[(int)(number % letters.Length)];
            number /= letters.Length;
        }

        return new string(text);
    }
}
