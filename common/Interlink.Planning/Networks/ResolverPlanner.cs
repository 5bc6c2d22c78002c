using System.Net;
using System.Text.Json.Nodes;
using Interlink.Protocol.Json;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;

namespace Interlink.Planning.Networks;

/// <summary>
/// Plans how a pod's containers look up hosts. The cluster's own DNS answers only in the cluster, so every policy but <c>None</c> begins
/// with what the node has.
/// </summary>
internal static class ResolverPlanner
{
    private const int MaxNameServers = 3;

    /// <summary>The plan; null when the node's own will do.</summary>
    /// <exception cref="PlanningException">The pod's dnsPolicy or dnsConfig is not valid.</exception>
    public static ResolverPlan? Plan(PodView pod)
    {
        var spec = new FieldReader(pod.Spec, "spec");
        var config = spec.Inside("dnsConfig");
        var servers = config.Texts("nameservers");
        var plan = new ResolverPlan(
            FromNode(spec.Text("dnsPolicy"), servers.Count),
            servers,
            config.Texts("searches"),
            config.Objects("options", Option));
        if (servers.Count > MaxNameServers || servers.Any(server => !IPAddress.TryParse(server, out _)))
            throw Reject.Invalid($"The pod's dnsConfig has nameservers that are no addresses, or more than {MaxNameServers}: correct them.");
        if (plan.Searches.Concat(plan.Options).Any(word => word.Length == 0 || word.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))))
            throw Reject.Invalid("The pod's dnsConfig has a search or an option that is empty or holds a blank: correct it.");
        return plan is { FromNode: true, NameServers.Count: 0, Searches.Count: 0, Options.Count: 0 } ? null : plan;
    }

    private static bool FromNode(string? policy, int servers) => policy switch
    {
        null or "" or "Default" or "ClusterFirst" or "ClusterFirstWithHostNet" => true,
        "None" when servers > 0 => false,
        "None" => throw Reject.Invalid("The pod's dnsPolicy None needs at least one nameserver in its dnsConfig."),
        _ => throw Reject.Invalid("The pod's dnsPolicy must be ClusterFirst, ClusterFirstWithHostNet, Default or None."),
    };

    private static string Option(JsonObject json, string path)
    {
        var option = new FieldReader(json, path);
        return option.Text("value") is { Length: > 0 } value ? $"{option.Text("name")}:{value}" : option.Text("name") ?? "";
    }
}
