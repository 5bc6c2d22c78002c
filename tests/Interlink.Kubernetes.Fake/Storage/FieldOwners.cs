using System.Text.Json.Nodes;

namespace Interlink.Kubernetes.Fake.Storage;

/// <summary>Keeps the book of who owns which field (<c>metadata.managedFields</c>).</summary>
internal static class FieldOwners
{
    /// <summary>After a write other than an apply: the writer owns what it changed.</summary>
    public static void Updated(JsonObject? before, JsonObject after, WriteContext context, string now)
    {
        Dictionary<string, string> had = before is null ? [] : FieldPaths.Of(before);
        HashSet<string> changed = [.. FieldPaths.Of(after)
            .Where(field => !had.TryGetValue(field.Key, out string? value) || value != field.Value).Select(field => field.Key)];
        HashSet<string> there = [.. FieldPaths.Of(after).Keys];
        List<FieldOwner> owners = Read(before ?? after);
        var own = new FieldOwner(context.Manager, "Update", context.Subresource ?? "", []);
        foreach (FieldOwner owner in owners)
        {
            if (owner.IsSame(own))
            {
                own = owner;
            }
            else
            {
                owner.Fields.ExceptWith(changed);
            }

            owner.Fields.IntersectWith(there);
        }

        own.Fields.UnionWith(changed);
        Write(after, owners.Where(owner => !owner.IsSame(own)).Append(own), now);
    }

    public static List<FieldOwner> Read(JsonObject json) => [.. (json.Metadata()["managedFields"] as JsonArray ?? [])
        .OfType<JsonObject>()
        .Select(entry => new FieldOwner(
            entry.Text("manager"), entry.Text("operation"), entry.Text("subresource"), FieldPaths.Decode(entry["fieldsV1"] as JsonObject ?? [])))];

    public static void Write(JsonObject json, IEnumerable<FieldOwner> owners, string now)
    {
        List<JsonObject> before = [.. (json.Metadata()["managedFields"] as JsonArray ?? []).OfType<JsonObject>()];
        JsonNode[] entries = [.. owners.Where(owner => owner.Fields.Count > 0).Select(owner => Entry(json, owner, before, now))];
        json.Metadata().Remove("managedFields");
        if (entries.Length > 0)
        {
            json.Metadata()["managedFields"] = new JsonArray(entries);
        }
    }

    private static JsonObject Entry(JsonObject json, FieldOwner owner, List<JsonObject> before, string now)
    {
        var entry = new JsonObject
        {
            ["manager"] = owner.Manager,
            ["operation"] = owner.Operation,
            ["apiVersion"] = json.Text("apiVersion"),
            ["time"] = now,
            ["fieldsType"] = "FieldsV1",
            ["fieldsV1"] = FieldPaths.Encode(owner.Fields),
        };
        if (owner.Subresource.Length > 0)
        {
            entry["subresource"] = owner.Subresource;
        }

        // An entry that has not changed keeps its time, so that an apply of what is there already changes nothing.
        return before.Find(known => WithoutTime(known).ToJsonString() == WithoutTime(entry).ToJsonString())?.Clone() ?? entry;
    }

    private static JsonObject WithoutTime(JsonObject entry)
    {
        JsonObject rest = entry.Clone();
        rest.Remove("time");
        return rest;
    }
}
