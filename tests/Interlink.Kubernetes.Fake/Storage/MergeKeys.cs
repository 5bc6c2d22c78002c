using System.Text.Json.Nodes;

namespace Interlink.Kubernetes.Fake.Storage;

/// <summary>The lists whose entries are known by a field (<c>patchMergeKey</c> in the API's types).</summary>
internal static class MergeKeys
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["containers"] = "name",
        ["initContainers"] = "name",
        ["ephemeralContainers"] = "name",
        ["volumes"] = "name",
        ["env"] = "name",
        ["volumeMounts"] = "mountPath",
        ["imagePullSecrets"] = "name",
        ["hostAliases"] = "ip",
        ["conditions"] = "type",
        ["addresses"] = "type",
        ["ownerReferences"] = "uid",
        ["secrets"] = "name",
        ["podIPs"] = "ip",
        ["hostIPs"] = "ip",
    };

    /// <summary>The key; null for a list that is replaced whole.</summary>
    public static string? Of(string field, JsonArray? list = null)
    {
        string? key = field == "ports" ? PortKey(list) : Known.GetValueOrDefault(field);
        return key is not null && (list is null || list.All(item => item is JsonObject entry && entry[key] is not null)) ? key : null;
    }

    private static string PortKey(JsonArray? list) =>
        list?.OfType<JsonObject>().Any(port => port["containerPort"] is not null) == true ? "containerPort" : "port";
}
