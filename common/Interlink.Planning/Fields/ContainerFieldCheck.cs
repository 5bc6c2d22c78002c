using System.Text.Json.Nodes;
using Interlink.Protocol.Json;
using Interlink.Protocol.Pods;

namespace Interlink.Planning.Fields;

/// <summary>The same for one container.</summary>
internal static class ContainerFieldCheck
{
    private sealed record MountWish(string Name, string Propagation, string Recursive);

    /// <exception cref="PlanningException">The container cannot be run as it is meant.</exception>
    public static void Check(PodView pod, ContainerView container, List<string> warnings)
    {
        var fields = new FieldReader(container.Json, $"The container '{container.Name}'");
        if (fields.Objects("volumeDevices", (_, path) => path).Count > 0)
        {
            throw Reject.Unsupported($"The container '{container.Name}' has volumeDevices, and there are no block devices to be had here: "
                + "mount a hostPath, or remove them.");
        }

        if (fields.Inside("resources").Objects("claims", (_, path) => path).Count > 0)
        {
            throw Reject.Unsupported($"The container '{container.Name}' has claims among its resources, and devices are not given out by "
                + "claims here: ask for them by a limit, for example nvidia.com/gpu.");
        }

        if (fields.Objects("restartPolicyRules", (_, path) => path).Count > 0)
        {
            throw Reject.Unsupported($"The container '{container.Name}' has restartPolicyRules, and only the pod's restartPolicy decides here: "
                + "remove them.");
        }

        string own = fields.Text("restartPolicy") ?? "";
        if (own.Length > 0 && !container.IsSidecar && own != pod.RestartPolicy.ToString())
        {
            throw Reject.Unsupported($"The container '{container.Name}' has a restartPolicy of its own, and only the pod's decides here: remove "
                + "it, or make the container an init container with Always.");
        }

        if (fields.Flag("tty") ?? false)
            Tell("tty has no effect: nobody is attached to it; podlet exec -t gives a program a terminal.");
        else if (fields.Flag("stdin") ?? false)
            Tell("stdin has no effect: it reads an empty file at once, for nobody is attached to it.");
        if (container.Ports.FirstOrDefault(port => port.HostPort != 0 && port.HostPort != port.ContainerPort) is { } port)
            Tell($"hostPort {port.HostPort} has no effect: the network is the node's, and what listens on {port.ContainerPort} is reached there.");
        foreach (var mount in fields.Objects("volumeMounts", Mount))
        {
            if (mount.Propagation is not ("" or "None"))
                Tell($"mountPropagation of '{mount.Name}' has no effect: later mounts on either side are not seen on the other.");
            if (mount.Recursive == "Enabled")
                Tell($"recursiveReadOnly of '{mount.Name}' has no effect: mounts below it may be written to.");
        }

        void Tell(string sentence) => warnings.Add($"The container '{container.Name}': its {sentence}");
    }

    private static MountWish Mount(JsonObject json, string path)
    {
        var mount = new FieldReader(json, path);
        return new MountWish(mount.Text("name") ?? "", mount.Text("mountPropagation") ?? "", mount.Text("recursiveReadOnly") ?? "");
    }
}
