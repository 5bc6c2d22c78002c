using System.Text.Json.Nodes;
using Interlink.Kubernetes.Fake.Storage;
using Interlink.Kubernetes.Resources;

namespace Interlink.Kubernetes.Fake.Serving;

/// <summary>Questions that are answered and not kept: everybody is known and may do everything.</summary>
internal static class Reviews
{
    public static JsonObject Answer(KindDefinition kind, JsonObject review)
    {
        JsonObject answer = review.Clone();
        answer["status"] = kind.Type == ResourceTypes.TokenReviews
            ? new JsonObject
            {
                ["authenticated"] = true,
                ["user"] = new JsonObject { ["username"] = answer.At("spec.token"), ["groups"] = new JsonArray("system:authenticated") },
            }
            : new JsonObject { ["allowed"] = true };
        return answer;
    }
}
