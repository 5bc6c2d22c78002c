using System.Text.Json.Nodes;
using Interlink.Kubernetes.Fake.Storage;

namespace Interlink.Kubernetes.Fake.Patching;

/// <summary>Strategic merge: lists with a key are merged entry by entry; <c>$patch</c> and <c>$retainKeys</c> are understood.</summary>
internal static class StrategicPatch
{
    private const string Directive = "$patch";
    private const string DeleteFrom = "$deleteFromPrimitiveList/";
    private const string Order = "$setElementOrder/";
    private const string Retain = "$retainKeys";

    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        if (patch.Text(Directive) == "replace")
        {
            JsonObject whole = patch.Clone();
            whole.Remove(Directive);
            return whole;
        }

        if (patch[Retain] is JsonArray retained)
        {
            HashSet<string> kept = [.. retained.Select(item => item!.GetValue<string>())];
            foreach (string field in target.Select(entry => entry.Key).Where(field => !kept.Contains(field)).ToList())
            {
                target.Remove(field);
            }
        }

        foreach ((string field, JsonNode? value) in patch.Where(entry => entry.Key is not (Retain or Directive)))
        {
            TakeField(target, field, value);
        }

        return target;
    }

    private static void TakeField(JsonObject target, string field, JsonNode? value)
    {
        if (field.StartsWith(Order, StringComparison.Ordinal))
        {
            return;
        }

        if (field.StartsWith(DeleteFrom, StringComparison.Ordinal))
        {
            HashSet<string> gone = [.. ((JsonArray)value!).Select(item => item!.ToJsonString())];
            string name = field[DeleteFrom.Length..];
            target[name] = new JsonArray([.. (target[name] as JsonArray ?? []).Where(item => !gone.Contains(item!.ToJsonString()))
                .Select(item => item!.DeepClone())]);
        }
        else if (value is null || (value as JsonObject).Text(Directive) == "delete")
        {
            target.Remove(field);
        }
        else if (value is JsonObject inner)
        {
            target[field] = Apply((target[field] as JsonObject)?.Clone() ?? [], inner);
        }
        else if (value is JsonArray list && MergeKeys.Of(field, list) is { } key)
        {
            target[field] = Lists(target[field] as JsonArray ?? [], list, key);
        }
        else if (value is JsonArray values && field == "finalizers")
        {
            // A list of words that is merged.
            target[field] = new JsonArray([.. (target[field] as JsonArray ?? []).Concat(values).Select(item => item!.GetValue<string>())
                .Distinct().Select(word => (JsonNode)word)]);
        }
        else
        {
            target[field] = value.DeepClone();
        }
    }

    private static JsonArray Lists(JsonArray target, JsonArray patch, string key)
    {
        List<JsonObject> entries = [.. target.OfType<JsonObject>().Select(entry => entry.Clone())];
        if (patch.OfType<JsonObject>().Any(entry => entry.Text(Directive) == "replace" && entry.Count == 1))
        {
            entries.Clear();
        }

        foreach (JsonObject change in patch.OfType<JsonObject>().Where(entry => entry[key] is not null))
        {
            int at = entries.FindIndex(entry => JsonNode.DeepEquals(entry[key], change[key]));
            if (change.Text(Directive) == "delete")
            {
                if (at >= 0)
                {
                    entries.RemoveAt(at);
                }
            }
            else if (at >= 0)
            {
                entries[at] = Apply(entries[at], change);
            }
            else
            {
                entries.Add(Apply([], change));
            }
        }

        return new JsonArray([.. entries]);
    }
}
