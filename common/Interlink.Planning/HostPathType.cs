namespace Interlink.Planning;

/// <summary>What a hostPath volume demands of its path: Kubernetes' <c>HostPathType</c>.</summary>
internal enum HostPathType
{
    /// <summary>Nothing is checked.</summary>
    Unset,
    Directory,
    DirectoryOrCreate,
    File,
    FileOrCreate,
    Socket,
    CharDevice,
    BlockDevice,
}
