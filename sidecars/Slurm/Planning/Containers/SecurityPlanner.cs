using System.Globalization;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;
using Interlink.Slurm.Configuration;

namespace Interlink.Slurm.Planning.Containers;

/// <summary>
/// What of a container's security context its runtime can bring about. The pod's own <c>runAsUser</c> is the job's user; the rest is the
/// container's. What cannot be brought about is told, not refused: the Go plugin ran such pods, and none of it widens what a pod may do.
/// </summary>
internal static class SecurityPlanner
{
    /// <summary>The plan; null when the container asks for nothing that has to be arranged.</summary>
    public static ContainerSecurity? Plan(PodView pod, ContainerView container, SlurmOptions options, List<string> warnings)
    {
        bool podman = options.Runtime is ContainerRuntime.Podman or ContainerRuntime.Docker;
        bool singularity = options.Runtime == ContainerRuntime.Singularity;
        var missing = new List<string>();
        var security = new ContainerSecurity
        {
            User = Own(container.RunAsUser, pod.RunAsUser, podman, "runAsUser", missing),
            Group = Own(container.RunAsGroup ?? pod.RunAsGroup, null, podman, "runAsGroup", missing),
            // A singularity container cannot write to its image unless an option says so.
            ReadOnlyRoot = container.ReadOnlyRootFilesystem && (podman || options.Runtime == ContainerRuntime.Enroot),
            Privileged = container.Privileged && podman,
            NoNewPrivileges = container.AllowPrivilegeEscalation == false && (podman || options.Runtime == ContainerRuntime.Host),
            AddedCapabilities = Capabilities(container, container.AddedCapabilities),
            DroppedCapabilities = podman ? Capabilities(container, container.DroppedCapabilities) : [],
        };
        if (container.ReadOnlyRootFilesystem && options.Runtime == ContainerRuntime.Host)
            missing.Add("readOnlyRootFilesystem");
        if (container.ReadOnlyRootFilesystem && singularity && options.RuntimeOptions.Any(IsWritable))
            missing.Add("readOnlyRootFilesystem (SingularityDefaultOptions make it writable)");
        if (container.Privileged && !podman)
            missing.Add("privileged");
        if (security.AddedCapabilities.Count > 0 && !podman)
        {
            missing.Add("capabilities.add");
            security = security with { AddedCapabilities = [] };
        }

        if (missing.Count > 0)
        {
            warnings.Add($"The container '{container.Name}' runs as the job's user with that user's rights: "
                + $"{string.Join(", ", missing)} cannot be had with this ContainerRuntime.");
        }

        return security == Nothing(security) ? null : security;
    }

    // Records compare their lists by reference; with none of them filled the rest decides.
    private static ContainerSecurity Nothing(ContainerSecurity like) =>
        like.AddedCapabilities.Count + like.DroppedCapabilities.Count > 0
            ? new ContainerSecurity()
            : new ContainerSecurity { AddedCapabilities = like.AddedCapabilities, DroppedCapabilities = like.DroppedCapabilities };

    private static long? Own(long? wanted, long? jobs, bool possible, string field, List<string> missing)
    {
        if (wanted is null || wanted == jobs)
            return null;
        if (wanted is < 0 or > int.MaxValue)
        {
            throw Reject.Invalid($"A {field} is {wanted.Value.ToString(CultureInfo.InvariantCulture)}, which is no id: use a number from 0 "
                + $"to {int.MaxValue.ToString(CultureInfo.InvariantCulture)}.");
        }

        if (possible)
            return wanted;
        missing.Add(field);
        return null;
    }

    private static bool IsWritable(string option) => option is "--writable" or "-w" or "--writable-tmpfs";

    private static List<string> Capabilities(ContainerView container, IReadOnlyList<string> names) =>
        [.. names.Select(name => name.StartsWith("CAP_", StringComparison.Ordinal) ? name[4..] : name).Select(name => Valid(container, name))];

    private static string Valid(ContainerView container, string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterUpper(c) || c == '_')
        ? name
        : throw Reject.Invalid($"The container '{container.Name}' names a capability that is none: write for example NET_ADMIN.");
}
