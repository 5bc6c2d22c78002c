using Interlink.Protocol.Plans;

namespace Interlink.Planning.Containers;

/// <summary>What enroot has no words for.</summary>
internal static class EnrootRules
{
    public static ContainerPlan Check(ContainerPlan container)
    {
        if (container.WorkingDirectory is not null)
        {
            throw Reject.Unsupported($"The container '{container.Name}' has a workingDir, which enroot cannot set: change the folder in its "
                + "command instead.");
        }

        if (container.Mounts.Any(mount => mount.Source.Contains(':') || mount.Target.Contains(':') || HasBlank(mount)))
        {
            throw Reject.Unsupported($"The container '{container.Name}' mounts a path with a colon or a blank, which enroot cannot: rename "
                + "it.");
        }

        return container;
    }

    private static bool HasBlank(MountPlan mount) => mount.Source.Concat(mount.Target).Any(char.IsWhiteSpace);
}
