using System.Text.Json.Nodes;
using Interlink.Kubernetes.Resources;
using Interlink.Protocol;

namespace Interlink.Kubernetes.Fake.Storage;

public sealed partial class Store
{
    private const string Foreground = "foregroundDeletion";

    /// <summary>Takes an object away as the program in charge of it would at the end of its grace.</summary>
    public void Remove(ResourceType type, string space, string name) =>
        Delete(Kind(type), new ObjectKey(type.Namespaced ? space : "", name), new JsonObject { ["gracePeriodSeconds"] = 0 });

    /// <summary>Deletes an object, or begins to.</summary>
    /// <returns>The object, and whether it is gone.</returns>
    internal (JsonObject Object, bool Gone) Delete(KindDefinition kind, ObjectKey key, JsonObject options)
    {
        lock (_lock)
        {
            JsonObject before = Require(kind, key);
            CheckPreconditions(kind, key, before, options["preconditions"] as JsonObject);
            if (options["dryRun"] is JsonArray { Count: > 0 })
            {
                return (before, false);
            }

            JsonObject after = before.Clone();
            JsonObject metadata = after.Metadata();
            long grace = Grace(kind, before, options);
            bool begun = metadata.Text("deletionTimestamp").Length > 0;

            // Deleting again can only shorten the grace.
            if (!begun || grace < (metadata.Number("deletionGracePeriodSeconds") ?? 0))
            {
                metadata["deletionTimestamp"] = GoTime.FormatRfc3339(_time.GetUtcNow().AddSeconds(grace));
                metadata["deletionGracePeriodSeconds"] = grace;
            }

            AddFinalizer(metadata, options.Text("propagationPolicy"));
            if (kind.Type == ResourceTypes.Namespaces)
            {
                after["status"] = new JsonObject { ["phase"] = "Terminating" };
            }

            if (!JsonNode.DeepEquals(before, after))
            {
                // An object that goes at once is told as deleted, without a last change before.
                if (IsReady(kind, after))
                {
                    Vanish(kind, key, after);
                    return (after, true);
                }

                Commit(kind, key, before, after);
            }

            Consequences(kind, key, after);
            return (after, !TryFind(kind, key, out _));
        }
    }

    private static void CheckPreconditions(KindDefinition kind, ObjectKey key, JsonObject before, JsonObject? preconditions)
    {
        foreach ((string field, string shown) in ((string, string)[])[("uid", "UID"), ("resourceVersion", "ResourceVersion")])
        {
            if (preconditions.Text(field) is { Length: > 0 } asked && asked != before.Metadata().Text(field))
            {
                throw ApiException.Conflict(kind, key.Name,
                    $"the {shown} in the precondition ({asked}) does not match the {shown} in record ({before.Metadata().Text(field)}). "
                    + "The object might have been deleted and then recreated");
            }
        }
    }

    /// <summary>Only pods on a node end gracefully.</summary>
    private static long Grace(KindDefinition kind, JsonObject before, JsonObject options)
    {
        bool graceful = kind.Type == ResourceTypes.Pods && before.At("spec.nodeName").Length > 0
            && before.At("status.phase") is not ("Succeeded" or "Failed");
        return graceful ? options.Number("gracePeriodSeconds") ?? (before["spec"] as JsonObject).Number("terminationGracePeriodSeconds") ?? 30 : 0;
    }

    private static void AddFinalizer(JsonObject metadata, string propagation)
    {
        string? finalizer = propagation switch { "Foreground" => Foreground, "Orphan" => "orphan", _ => null };
        if (finalizer is not null && !Finalizers(metadata).Contains(finalizer))
        {
            metadata["finalizers"] = new JsonArray([.. Finalizers(metadata).Append(finalizer).Select(name => (JsonNode)name)]);
        }
    }

    private static List<string> Finalizers(JsonObject metadata) =>
        [.. (metadata["finalizers"] as JsonArray ?? []).Select(item => item!.GetValue<string>())];

    /// <summary>Nothing keeps it: no grace, no finalizer, no content.</summary>
    private bool IsReady(KindDefinition kind, JsonObject json)
    {
        JsonObject metadata = json.Metadata();
        return metadata.Text("deletionTimestamp").Length > 0
            && (metadata.Number("deletionGracePeriodSeconds") ?? 0) == 0
            && Finalizers(metadata).Count == 0
            && (kind.Type != ResourceTypes.Namespaces || !Content(metadata.Text("name")).Any());
    }

    private void FinishIfReady(KindDefinition kind, ObjectKey key, JsonObject json)
    {
        if (IsReady(kind, json) && TryFind(kind, key, out _))
        {
            Vanish(kind, key, json);
        }
    }

    private void Vanish(KindDefinition kind, ObjectKey key, JsonObject last)
    {
        Commit(kind, key, last, null, last);
        DeleteOwned(last.Metadata().Text("uid"));
        KindDefinition namespaces = Kind(ResourceTypes.Namespaces);
        if (key.Namespace.Length > 0 && TryFind(namespaces, new ObjectKey("", key.Namespace), out JsonObject? space))
        {
            FinishIfReady(namespaces, new ObjectKey("", key.Namespace), space);
        }
    }
}
