using System.Text.Json.Nodes;
using Interlink.Kubernetes.Fake.Storage;

namespace Interlink.Kubernetes.Fake.Patching;

/// <summary>Server-side apply: fields, their owners, and the conflicts between them.</summary>
internal static class ApplyPatch
{
    /// <summary>What becomes of an object; of one that is not there, <paramref name="live"/> is the wanted one.</summary>
    /// <exception cref="ApiException">Somebody else owns a field and has it otherwise.</exception>
    public static JsonObject Apply(JsonObject live, JsonObject wanted, WriteContext context, bool force, string now)
    {
        Dictionary<string, string> asked = FieldPaths.Of(wanted);
        Dictionary<string, string> there = FieldPaths.Of(live);
        List<FieldOwner> owners = FieldOwners.Read(live);
        var own = new FieldOwner(context.Manager, "Apply", context.Subresource ?? "", [.. asked.Keys]);
        FieldOwner? last = owners.Find(owner => owner.IsSame(own));
        List<FieldOwner> others = [.. owners.Where(owner => !owner.IsSame(own))];
        HashSet<string> differing = [.. asked.Where(field => there.GetValueOrDefault(field.Key) != field.Value).Select(field => field.Key)];
        (FieldOwner Owner, string Field)[] conflicts =
            [.. others.SelectMany(owner => owner.Fields.Intersect(differing).Select(field => (owner, field)))];
        if (conflicts.Length > 0 && !force)
        {
            throw Conflict(conflicts);
        }

        foreach (FieldOwner other in others)
        {
            other.Fields.ExceptWith(differing);
        }

        JsonObject result = StrategicPatch.Apply(live.Clone(), Content(wanted));

        // What was applied before and is not any more goes, unless somebody else owns it, too.
        foreach (string field in last?.Fields.Except(asked.Keys).Where(field => !others.Any(owner => owner.Fields.Contains(field))) ?? [])
        {
            RemoveField(result, FieldPaths.Steps(field));
        }

        FieldOwners.Write(result, others.Append(own), now);
        return result;
    }

    /// <summary>Without what is only to name the object.</summary>
    private static JsonObject Content(JsonObject wanted)
    {
        JsonObject content = wanted.Clone();
        foreach (string field in (string[])["managedFields", "creationTimestamp"])
        {
            content.Metadata().Remove(field);
        }

        return content;
    }

    private static void RemoveField(JsonObject json, string[] steps)
    {
        if (Below(json, steps[0]) is not { } node)
        {
            return;
        }

        if (steps.Length == 1)
        {
            json.Remove(steps[0][2..]);
        }
        else if (node is JsonArray list && JsonNode.Parse(steps[1][2..]) is JsonObject key)
        {
            (string field, JsonNode? value) = key.First();
            JsonObject? entry = list.OfType<JsonObject>().FirstOrDefault(item => JsonNode.DeepEquals(item[field], value));
            if (entry is null)
            {
                return;
            }

            RemoveField(entry, steps[2..]);
            if (entry.Count == 0 || (steps[2] == "f:" + field && steps.Length == 3))
            {
                list.Remove(entry);
            }
        }
        else if (node is JsonObject inner)
        {
            RemoveField(inner, steps[1..]);
            if (inner.Count == 0)
            {
                json.Remove(steps[0][2..]);
            }
        }
    }

    private static JsonNode? Below(JsonObject json, string step) => json[step[2..]];

    private static ApiException Conflict((FieldOwner Owner, string Field)[] conflicts)
    {
        string shown = string.Join(", ", conflicts.Select(conflict => $"conflict with \"{conflict.Owner.Manager}\": {FieldPaths.Shown(conflict.Field)}"));
        string count = conflicts.Length == 1 ? "1 conflict" : $"{conflicts.Length} conflicts";
        var causes = new JsonArray([.. conflicts.Select(conflict => new JsonObject
        {
            ["reason"] = "FieldManagerConflict",
            ["message"] = $"conflict with \"{conflict.Owner.Manager}\"",
            ["field"] = FieldPaths.Shown(conflict.Field),
        })]);
        return new ApiException(409, "Conflict", $"Apply failed with {count}: {shown}", new JsonObject { ["causes"] = causes });
    }
}
