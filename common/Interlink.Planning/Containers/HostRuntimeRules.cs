using Interlink.Protocol.Plans;

namespace Interlink.Planning.Containers;

/// <summary>What plain processes of the machine cannot do: they have no image and see the machine's own files where these are.</summary>
internal static class HostRuntimeRules
{
    private const string ServiceAccount = "/var/run/secrets/kubernetes.io/serviceaccount";

    public static ContainerPlan Apply(ContainerPlan container, List<string> warnings)
    {
        if (container.Command.Count == 0)
        {
            throw Reject.Invalid($"The container '{container.Name}' has no command, and the host runtime has no image to take one from: "
                + "give it a command.");
        }

        var mounts = new List<MountPlan>();
        foreach (var mount in container.Mounts)
        {
            if (mount.Target == ServiceAccount)
            {
                warnings.Add($"The container '{container.Name}' does not see its service account's token: the host runtime cannot mount "
                    + "it.");
                continue;
            }

            if (mount.Source.TrimEnd('/') != mount.Target)
            {
                throw Reject.Invalid($"The container '{container.Name}' mounts something at '{mount.Target}', which the host runtime "
                    + "cannot: mount a hostPath at its own path, or use another ContainerRuntime.");
            }

            if (mount.ReadOnly)
            {
                warnings.Add($"The container '{container.Name}' may write to '{mount.Target}' although its mount is readOnly: the host runtime "
                    + "mounts nothing.");
            }

            mounts.Add(mount);
        }

        return container with { Mounts = mounts };
    }
}
