using Interlink.Hosting.Pods;

namespace Interlink.Slurm.Folders;

/// <summary>Whose a job and its folder are, when a pod, a flavor or the configuration names a user.</summary>
internal static class JobOwner
{
    private const long Root = 0;

    /// <exception cref="PodRequestException">This program may not act for that user.</exception>
    public static void Check(long? user, bool schedulerSwitchesUsers)
    {
        if (user is null || user == Posix.User)
            return;
        if (Posix.User != Root)
        {
            throw new PodRequestException(
                PodRequestFailure.Refused,
                $"The pod is to run as the user {user}, which only root can arrange, and slurm-sidecar runs as {Posix.User}: "
                + "remove runAsUser, the flavor's UID and DefaultUID, or run it as root.");
        }
        if (!schedulerSwitchesUsers)
        {
            throw new PodRequestException(
                PodRequestFailure.Refused,
                $"The pod is to run as the user {user}, and the embedded scheduler runs everything as its own user.");
        }
    }

    /// <summary>Gives everything of a folder to a user, who then is the only one besides root to read it.</summary>
    public static void Give(string folder, long? user)
    {
        if (user is not { } owner || owner == Posix.User)
            return;
        foreach (var entry in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories))
            Posix.ChangeOwner(entry, owner);
        Posix.ChangeOwner(folder, owner);
    }
}
