using Interlink.Processes;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Runtimes;

/// <summary>
/// Holds the sources of mounts to the folders they have to be in. What a volume holds may be the pod's own work, or another user's: a
/// symbolic link there could lead anywhere.
/// </summary>
internal static class MountSources
{
    /// <summary>The container with the sources of bounded mounts written as where they really lead.</summary>
    /// <exception cref="PodletException">One leads out of its bounds, or nowhere.</exception>
    public static ContainerPlan Settle(ContainerPlan container) => container.Mounts.Any(IsBounded)
        ? container with { Mounts = [.. container.Mounts.Select(mount => IsBounded(mount) ? Settle(mount) : mount)] }
        : container;

    private static bool IsBounded(MountPlan mount) => mount.Within is not null || mount.Outside is not null;

    private static MountPlan Settle(MountPlan mount)
    {
        string source = RealPath.Of(mount.Source)
            ?? throw Unusable($"{mount.Source}, which is to be mounted at {mount.Target}, is not on {Environment.MachineName}.");
        bool outOfBounds = (mount.Within is { } within && !Real(within).Any(folder => RealPath.IsIn(source, folder)))
            || (mount.Outside is { } outside && Real(outside).Any(folder => RealPath.IsIn(source, folder) || RealPath.IsIn(folder, source)));
        return outOfBounds
            ? throw Unusable($"{mount.Source}, which is to be mounted at {mount.Target}, leads through a symbolic link to a place that the pod may not mount like this.")
            : mount with { Source = source };
    }

    private static IEnumerable<string> Real(IEnumerable<string> folders) => folders.Select(RealPath.Of).OfType<string>();

    private static PodletException Unusable(string sentence) => new(ExitCodes.CannotStart, sentence);
}
