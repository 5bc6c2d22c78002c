using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;

namespace Interlink.Planning.Containers;

/// <summary>Plans where a container's last words are found. podlet makes the file before each start.</summary>
internal static class TerminationMessages
{
    private const string Folder = "termination";

    /// <summary>The container with its message's file among the mounts, where its runtime can mount one there.</summary>
    public static ContainerPlan Add(ContainerPlan plan, ContainerView container, ContainerRuntime runtime, string jobFolder)
    {
        string path = container.TerminationMessagePath;
        if (!path.StartsWith('/') || path.Any(char.IsControl) || path.Split('/').Contains(".."))
            throw Reject.Invalid($"The terminationMessagePath of the container '{container.Name}' must be an absolute path without '..'.");
        string? file = CanMount(runtime, path) && !plan.Mounts.Any(mount => mount.Target == path) ? $"{jobFolder}/{Folder}/{plan.Name}" : null;
        bool fromLog = container.TerminationMessagePolicy switch
        {
            "FallbackToLogsOnError" => true,
            "" or "File" => false,
            _ => throw Reject.Invalid(
                $"The terminationMessagePolicy of the container '{container.Name}' must be File or FallbackToLogsOnError."),
        };
        if (file is null && !fromLog)
            return plan;
        return plan with
        {
            TerminationMessage = new TerminationMessagePlan(file, fromLog),
            Mounts = file is null ? plan.Mounts : [.. plan.Mounts, new MountPlan(file, path, ReadOnly: false)],
        };
    }

    // Singularity and enroot make a /dev of their own and cannot mount a file there: Kubernetes' default path is one.
    private static bool CanMount(ContainerRuntime runtime, string path) => runtime switch
    {
        ContainerRuntime.Podman or ContainerRuntime.Docker => true,
        ContainerRuntime.Host => false,
        _ => !path.StartsWith("/dev/", StringComparison.Ordinal),
    };
}
