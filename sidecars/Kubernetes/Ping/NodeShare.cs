using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Kubernetes.Resources;
using Interlink.Protocol;

namespace Interlink.KubernetesSidecar.Ping;

/// <summary>What a node can give to pods.</summary>
/// <param name="Name">The node.</param>
/// <param name="Amounts">Its allocatable amounts by resource.</param>
internal sealed record NodeShare(string Name, IReadOnlyDictionary<string, Quantity> Amounts)
{
    /// <summary>The node; null when no pod of the sidecar's can go there now.</summary>
    /// <param name="json">The node.</param>
    /// <param name="selector">The remote pods' node selector; null for none.</param>
    public static NodeShare? Read(JsonObject json, IReadOnlyDictionary<string, string>? selector)
    {
        var view = new ObjectView(json);
        if (selector?.All(pair => view.Label(pair.Key) == pair.Value) == false || IsCordoned(json) || !IsReady(json))
            return null;
        return new NodeShare(view.Name, ResourceAmounts.Read((json["status"] as JsonObject)?["allocatable"] as JsonObject));
    }

    private static bool IsCordoned(JsonObject json) =>
        (json["spec"] as JsonObject)?["unschedulable"] is { } flag && flag.GetValueKind() == JsonValueKind.True;

    private static bool IsReady(JsonObject json) =>
        ((json["status"] as JsonObject)?["conditions"] as JsonArray ?? []).OfType<JsonObject>().Any(condition =>
            ResourceAmounts.Text(condition, "type") == "Ready" && ResourceAmounts.Text(condition, "status") == "True");
}
