namespace Interlink.Planning;

/// <summary>File modes that leave nothing to group and others.</summary>
internal static class Private
{
    public const UnixFileMode Folder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public const UnixFileMode Script = Folder;

    /// <summary>The owner's bits of a Kubernetes mode; what the owner could not read would be of no use to the pod.</summary>
    public static UnixFileMode File(int mode) => (UnixFileMode)(mode & (int)Folder) | UnixFileMode.UserRead;
}
