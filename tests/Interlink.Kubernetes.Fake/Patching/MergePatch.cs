using System.Text.Json.Nodes;

namespace Interlink.Kubernetes.Fake.Patching;

/// <summary>RFC 7386.</summary>
internal static class MergePatch
{
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        foreach ((string field, JsonNode? value) in patch)
        {
            if (value is null)
            {
                target.Remove(field);
            }
            else if (value is JsonObject inner)
            {
                target[field] = Apply(target[field] as JsonObject is { } there ? (JsonObject)there.DeepClone() : [], inner);
            }
            else
            {
                target[field] = value.DeepClone();
            }
        }

        return target;
    }
}
