namespace Interlink.Slurm.Logs;

/// <summary>Whether writes to a file can come from another machine, which inotify does not tell.</summary>
internal static class FileSystemKind
{
    /// <summary>False if it cannot be told.</summary>
    public static unsafe bool IsNetwork(string path)
    {
        byte* result = stackalloc byte[512];
        return LibC.StatFileSystem(path, result) == 0 && IsNetworkMagic((uint)*(nint*)result);
    }

    /// <summary>The magic numbers of statfs(2) and of the file systems' own sources.</summary>
    public static bool IsNetworkMagic(uint magic) => magic is
        0x6969          // NFS
        or 0x0BD00BD0   // Lustre
        or 0x47504653   // GPFS (Storage Scale)
        or 0x19830326   // BeeGFS
        or 0x00C36400   // CephFS
        or 0x517B       // SMB
        or 0xFF534D42   // CIFS
        or 0xFE534D42   // SMB2
        or 0x65735546   // FUSE: GlusterFS, sshfs, virtiofs and the like
        or 0x01021997   // 9P
        or 0x5346414F   // AFS
        or 0x6B414653   // kAFS
        or 0x20030528   // OrangeFS
        or 0xAAD7AAEA   // PanFS
        or 0x013111A8   // IBRIX
        or 0x7461636F   // OCFS2
        or 0x01161970   // GFS2
        or 0x73757245;  // Coda
}
