using Interlink.Protocol;
using Interlink.Protocol.Json;
using Interlink.Protocol.Pods;

namespace Interlink.Planning.Networks;

/// <summary>
/// What a pod's containers take for their machine's name. A pod that asks for none keeps the node's: its network is the node's as well,
/// and programs of several nodes find each other by that name.
/// </summary>
/// <param name="Name">The name.</param>
/// <param name="FullName">The same with its domain; null when it has none.</param>
/// <param name="Field">The field that asks for it.</param>
internal sealed record PodHostName(string Name, string? FullName, string Field)
{
    // Linux keeps no more.
    private const int MaxLength = 64;

    /// <summary>The domain of a cluster that was not told otherwise.</summary>
    private const string ClusterDomain = "cluster.local";

    /// <summary>The name a pod asks for; null when it asks for none, or for its host's network and thereby its name.</summary>
    /// <exception cref="PlanningException">It is not valid.</exception>
    public static PodHostName? Of(PodView pod)
    {
        var spec = new FieldReader(pod.Spec, "spec");
        bool full = spec.Flag("setHostnameAsFQDN") ?? false;
        if (spec.Text("hostnameOverride") is { Length: > 0 } instead)
        {
            if (full || pod.HostNetwork)
                throw Reject.Invalid("The pod's hostnameOverride goes neither with setHostnameAsFQDN nor with hostNetwork: keep one of them.");
            return Valid(new PodHostName(instead, null, "hostnameOverride"));
        }

        if (pod.HostNetwork || (pod.HostName is null && !(full && pod.Subdomain is not null)))
            return null;
        string name = pod.HostName ?? pod.Name;
        string? fullName = pod.Subdomain is { } subdomain ? $"{name}.{subdomain}.{pod.Namespace}.svc.{ClusterDomain}" : null;
        string field = pod.HostName is null ? "setHostnameAsFQDN" : "hostname";
        return Valid(new PodHostName(full && fullName is not null ? fullName : name, fullName, field));
    }

    private static PodHostName Valid(PodHostName host) =>
        host.Name.Length <= MaxLength && KubernetesNames.Pod(host.Name) is null && (host.FullName is null || KubernetesNames.Pod(host.FullName) is null)
            ? host
            : throw Reject.Invalid($"The pod's {host.Field} makes no name for a machine: use at most {MaxLength} lower-case letters, digits, "
                + "'-' and '.', its domain counted where it is to be part of it.");
}
