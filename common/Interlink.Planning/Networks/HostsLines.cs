using System.Net;
using Interlink.Planning.Environments;
using Interlink.Protocol;
using Interlink.Protocol.Json;
using Interlink.Protocol.Pods;

namespace Interlink.Planning.Networks;

/// <summary>What a pod adds to <c>/etc/hosts</c>.</summary>
internal static class HostsLines
{
    // Where Debian, too, puts a machine that has no address of its own; the pod's is the node's, which is not known yet.
    private const string OwnAddress = "127.0.1.1";

    /// <summary>The lines: the pod's own name first, then its <c>hostAliases</c>.</summary>
    /// <exception cref="PlanningException">An alias is not valid.</exception>
    public static IReadOnlyList<string> Of(PodView pod, PodHostName? host)
    {
        var lines = new List<string>();
        if (host is not null)
        {
            string address = pod.Annotations.GetValueOrDefault(PodFields.PodIp, "");
            string names = host.FullName is { } full && full != host.Name ? $"{full}\t{host.Name}" : host.Name;
            lines.Add($"{(IPAddress.TryParse(address, out _) ? address : OwnAddress)}\t{names}");
        }

        lines.AddRange(new FieldReader(pod.Spec, "spec").Objects("hostAliases", Alias));
        return lines;
    }

    private static string Alias(System.Text.Json.Nodes.JsonObject json, string path)
    {
        var alias = new FieldReader(json, path);
        string address = alias.Text("ip") ?? "";
        var names = alias.Texts("hostnames");
        if (!IPAddress.TryParse(address, out _))
            throw Reject.Invalid("One of the pod's hostAliases has no ip that is an address: correct it.");
        return names.Count > 0 && names.All(name => KubernetesNames.Pod(name) is null)
            ? $"{address}\t{string.Join('\t', names)}"
            : throw Reject.Invalid($"The pod's hostAliases have no valid hostnames for {address}: use names of hosts in lower-case letters.");
    }
}
