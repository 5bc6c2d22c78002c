using System.Text.Json;
using Interlink.Hosting.Configuration;
using Interlink.KubernetesSidecar.Naming;
using Interlink.Protocol;
using Interlink.Protocol.Json;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;

namespace Interlink.KubernetesSidecar.Configuration;

/// <summary>Reads where pods go and what the virtual node offers.</summary>
internal static class OffloadingKeys
{
    private static readonly string[] Effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

    public static SidecarOptions Read(SidecarOptions options, ConfigReader offloading)
    {
        var prefix = offloading.GetString("namespace_prefix").Trim();
        if (prefix.Length > 0 && KubernetesNames.Namespace(prefix) is { } broken)
            offloading.Report("namespace_prefix", $"cannot begin a namespace: {broken.TrimEnd('.')}");
        var exclusions = JsonKeys.Texts(offloading, "namespace_prefix_exclusions") ?? [];
        return options with
        {
            Names = new RemoteNames(prefix, exclusions.ToHashSet(StringComparer.Ordinal)),
            NodeSelector = JsonKeys.TextMap(offloading, "node_selector"),
            Tolerations = JsonKeys.Array(offloading, "node_tolerations"),
            Namespaces = JsonKeys.Texts(offloading, "namespaces") ?? [],
            Capacity = Capacity(offloading),
            Taints = Taints(offloading),
        };
    }

    private static PingResources? Capacity(ConfigReader offloading)
    {
        if (JsonKeys.Object(offloading, "capacity") is not { } json)
            return null;
        try
        {
            return PingResources.Read(new FieldReader(json, ""));
        }
        catch (PodFormatException broken)
        {
            offloading.Report("capacity", $"must be a JSON object such as {{\"cpu\": \"64\", \"memory\": \"256Gi\", \"pods\": \"100\"}}: {broken.Message.TrimEnd('.')}");
            return null;
        }
    }

    private static List<PingTaint>? Taints(ConfigReader offloading)
    {
        if (JsonKeys.Array(offloading, "taints") is not { } list)
            return null;
        var taints = new List<PingTaint>();
        foreach (var entry in list)
        {
            var key = Text(entry, "key");
            var effect = Text(entry, "effect");
            if (key is null || !Effects.Contains(effect))
                offloading.Report("taints", "must be a JSON list of objects with key, value and effect (NoSchedule, PreferNoSchedule or NoExecute)");
            else
                taints.Add(new PingTaint(key, Text(entry, "value"), effect!));
        }
        return taints;
    }

    private static string? Text(System.Text.Json.Nodes.JsonNode? entry, string field) =>
        entry is System.Text.Json.Nodes.JsonObject json && json[field] is { } value && value.GetValueKind() == JsonValueKind.String
            ? value.GetValue<string>()
            : null;
}
