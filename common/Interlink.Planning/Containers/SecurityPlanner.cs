using System.Globalization;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;

namespace Interlink.Planning.Containers;

/// <summary>
/// What of a container's security context its runtime can bring about. Where the pod's own <c>runAsUser</c> is the user of its processes,
/// the rest is the container's. What cannot be brought about is told, not refused: the Go plugin ran such pods, and none of it widens what
/// a pod may do.
/// </summary>
internal static class SecurityPlanner
{
    /// <summary>The plan; null when the container asks for nothing that has to be arranged.</summary>
    public static ContainerSecurity? Plan(PodView pod, ContainerView container, ContainerSettings settings, List<string> warnings)
    {
        var runtime = settings.Runtime.Kind;
        bool podman = runtime is ContainerRuntime.Podman or ContainerRuntime.Docker;
        bool singularity = runtime == ContainerRuntime.Singularity;
        var missing = new List<string>();
        long? user = container.RunAsUser ?? pod.RunAsUser;
        var security = new ContainerSecurity
        {
            User = Own(user, settings.PodUser, podman, "runAsUser", missing),
            Group = Own(container.RunAsGroup ?? pod.RunAsGroup, null, podman, "runAsGroup", missing),
            Groups = podman && pod.SupplementalGroups.Count > 0 ? [.. pod.SupplementalGroups.Select(id => Id(id, "group of the supplementalGroups"))] : null,
            // A singularity container cannot write to its image unless an option says so.
            ReadOnlyRoot = container.ReadOnlyRootFilesystem && (podman || runtime == ContainerRuntime.Enroot),
            Privileged = container.Privileged && podman,
            NoNewPrivileges = container.AllowPrivilegeEscalation == false && (podman || runtime == ContainerRuntime.Host),
            AddedCapabilities = Capabilities(container, container.AddedCapabilities),
            DroppedCapabilities = podman ? Capabilities(container, container.DroppedCapabilities) : [],
        };
        if (container.RunAsNonRoot ?? pod.RunAsNonRoot)
            security = NeverAsRoot(container, security, user, podman, missing);
        if (container.ReadOnlyRootFilesystem && runtime == ContainerRuntime.Host)
            missing.Add("readOnlyRootFilesystem");
        if (container.ReadOnlyRootFilesystem && singularity && settings.Runtime.Options.Any(IsWritable))
            missing.Add("readOnlyRootFilesystem (SingularityDefaultOptions make it writable)");
        if (container.Privileged && !podman)
            missing.Add("privileged");
        if (security.AddedCapabilities.Count > 0 && !podman)
        {
            missing.Add("capabilities.add");
            security = security with { AddedCapabilities = [] };
        }

        if (pod.SupplementalGroups.Count > 0 && !podman)
            missing.Add("supplementalGroups");
        missing.AddRange(SecurityProfiles.Missing(pod, container, podman));
        if (missing.Count > 0)
        {
            warnings.Add($"The container '{container.Name}' runs with the rights of the pod's own user: "
                + $"{string.Join(", ", missing)} cannot be had with this container runtime.");
        }

        return security == Nothing(security) ? null : security;
    }

    // Records compare their lists by reference; with none of them filled the rest decides.
    private static ContainerSecurity Nothing(ContainerSecurity like) =>
        like.AddedCapabilities.Count + like.DroppedCapabilities.Count > 0
            ? new ContainerSecurity()
            : new ContainerSecurity { AddedCapabilities = like.AddedCapabilities, DroppedCapabilities = like.DroppedCapabilities };

    // As whom a container of podman runs when nobody says so is written in its image, which is not known yet.
    private static ContainerSecurity NeverAsRoot(
        ContainerView container, ContainerSecurity security, long? user, bool podman, List<string> missing)
    {
        if (user == 0)
        {
            throw Reject.Invalid($"The container '{container.Name}' has runAsNonRoot and the runAsUser 0, which is root: change one of "
                + "them.");
        }

        if (!podman)
            return security with { NonRoot = true };
        if (security.User is null)
            missing.Add("runAsNonRoot (without a runAsUser of the container the image decides)");
        return security;
    }

    private static long? Own(long? wanted, long? pods, bool possible, string field, List<string> missing)
    {
        if (wanted is null || wanted == pods)
            return null;
        _ = Id(wanted.Value, field);
        if (possible)
            return wanted;
        missing.Add(field);
        return null;
    }

    private static long Id(long number, string field) => number is >= 0 and <= int.MaxValue
        ? number
        : throw Reject.Invalid($"A {field} is {number.ToString(CultureInfo.InvariantCulture)}, which is no id: use a number from 0 "
            + $"to {int.MaxValue.ToString(CultureInfo.InvariantCulture)}.");

    private static bool IsWritable(string option) => option is "--writable" or "-w" or "--writable-tmpfs" or "--compat";

    private static List<string> Capabilities(ContainerView container, IReadOnlyList<string> names) =>
        [.. names.Select(name => name.StartsWith("CAP_", StringComparison.Ordinal) ? name[4..] : name).Select(name => Valid(container, name))];

    private static string Valid(ContainerView container, string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterUpper(c) || c == '_')
        ? name
        : throw Reject.Invalid($"The container '{container.Name}' names a capability that is none: write for example NET_ADMIN.");
}
