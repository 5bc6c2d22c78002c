using Interlink.Protocol.Json;
using Interlink.Protocol.Pods;

namespace Interlink.Planning.Containers;

/// <summary>What a security context asks of the kernel. Only podman and docker bring anything of it, and always the same.</summary>
internal static class SecurityProfiles
{
    /// <summary>The fields that ask for something else than the runtime does anyway.</summary>
    public static IEnumerable<string> Missing(PodView pod, ContainerView container, bool podman)
    {
        var own = new FieldReader(container.Json, "container").Inside("securityContext");
        var pods = new FieldReader(pod.Spec, "spec").Inside("securityContext");
        if (TypeOf(own, pods, "seccompProfile") is { Length: > 0 } seccomp && seccomp != (podman ? "RuntimeDefault" : "Unconfined"))
            yield return "seccompProfile";
        if (TypeOf(own, pods, "appArmorProfile") is { Length: > 0 } armor && armor != (podman ? "RuntimeDefault" : "Unconfined"))
            yield return "appArmorProfile";
        if ((own.ObjectOrNull("seLinuxOptions") ?? pods.ObjectOrNull("seLinuxOptions")) is { Count: > 0 })
            yield return "seLinuxOptions";
        if (own.Text("procMount") == "Unmasked")
            yield return "procMount";
        if (pods.Text("supplementalGroupsPolicy") == "Strict")
            yield return "supplementalGroupsPolicy";
    }

    private static string? TypeOf(FieldReader own, FieldReader pods, string profile) =>
        (own.ObjectOrNull(profile) is null ? pods : own).Inside(profile).Text("type");
}
