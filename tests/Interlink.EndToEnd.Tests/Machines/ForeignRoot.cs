using Interlink.EndToEnd.Tests.Harness;

namespace Interlink.EndToEnd.Tests.Machines;

/// <summary>A root file system other than the machine's own, entered by chroot.</summary>
internal static class ForeignRoot
{
    /// <summary>Makes a root with nothing in it but the programs, a shell for the pod, and three device files.</summary>
    public static async Task FurnishAsync(string root)
    {
        foreach (var folder in new[] { "bin", "dev", "proc", "tmp" })
            Directory.CreateDirectory(Path.Combine(root, folder));
        Posix.OpenToAll(Path.Combine(root, "tmp"));
        File.Copy(Machine.OnPath("busybox")!, Path.Combine(root, "bin", "busybox"));
        File.CreateSymbolicLink(Path.Combine(root, "bin", "sh"), "busybox");
        await Command.OutputAsync("mknod", "-m", "666", Path.Combine(root, "dev", "null"), "c", "1", "3");
        await Command.OutputAsync("mknod", "-m", "666", Path.Combine(root, "dev", "urandom"), "c", "1", "9");
        FindItselfAt(root);
        CopyPrograms(root);
    }

    /// <summary>The words that enter a root; /proc is there for what is started so, and for nothing else.</summary>
    public static IReadOnlyList<string> WithProc(string root) =>
        ["unshare", "--mount", "sh", "-c", "mount -t proc proc \"$0/proc\" && exec chroot \"$0\" \"$@\"", root];

    /// <summary>Makes paths of the machine below the root mean the same inside it.</summary>
    public static void FindItselfAt(string root)
    {
        var inside = root + root;
        if (Path.Exists(inside))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(inside)!);
        File.CreateSymbolicLink(inside, "/");
    }

    public static void CopyPrograms(string folder)
    {
        File.Copy(Machine.Sidecar, Path.Combine(folder, "slurm-sidecar"));
        File.Copy(Machine.Podlet, Path.Combine(folder, "podlet"));
    }

    /// <summary>What podlet says of itself in a root that holds nothing else at all.</summary>
    public static async Task<CommandOutcome> PodletVersionAsync()
    {
        var root = Directory.CreateTempSubdirectory("il-empty-").FullName;
        File.Copy(Machine.Podlet, Path.Combine(root, "podlet"));
        var outcome = await Command.RunAsync("chroot", root, "/podlet", "version");
        Directory.Delete(root, recursive: true);
        return outcome;
    }
}
