using Interlink.Protocol.Json;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;

namespace Interlink.Planning.Fields;

/// <summary>
/// Says what a pod asks for and cannot have: a refusal where it would not be the pod that was meant, else a sentence. Fields that only the
/// choice of a node depends on are not looked at: the choice has been made.
/// </summary>
internal static class PodFieldCheck
{
    /// <exception cref="PlanningException">The pod cannot be run as it is meant.</exception>
    public static void Check(PodView pod, ContainerRuntime runtime, List<string> warnings)
    {
        var spec = new FieldReader(pod.Spec, "spec");
        if (spec.Inside("os").Text("name") is { Length: > 0 } system && system != "linux")
            throw Reject.Unsupported("The pod's os is not linux, and it would run on Linux: run it elsewhere.");
        if (spec.Objects("resourceClaims", (_, path) => path).Count > 0)
        {
            throw Reject.Unsupported("The pod has resourceClaims, and devices are not given out by claims here: ask for them by a limit, "
                + "for example nvidia.com/gpu.");
        }

        if (spec.Objects("ephemeralContainers", (_, path) => path).Count > 0)
            warnings.Add("The pod's ephemeralContainers are not started: podlet exec starts a program in one of its containers.");
        if (spec.Text("runtimeClassName") is { Length: > 0 })
            warnings.Add("The pod's runtimeClassName has no effect: the configured container runtime starts it.");
        if (spec.Inside("securityContext").Objects("sysctls", (_, path) => path).Count > 0)
            warnings.Add("The pod's sysctls have no effect: the kernel's settings are the node's.");
        if (spec.Flag("hostUsers") == false && runtime is ContainerRuntime.Podman or ContainerRuntime.Docker)
            warnings.Add("The pod's hostUsers has no effect: whether users are the node's own is decided by how the runtime is set up.");
        foreach (var container in pod.InitContainers.Concat(pod.Containers))
            ContainerFieldCheck.Check(pod, container, warnings);
    }
}
