using System.Text;
using Interlink.Protocol;
using Interlink.Protocol.Plans;
using Interlink.Slurm.Planning;

namespace Interlink.Slurm.Folders;

/// <summary>Writes a plan out as files.</summary>
internal static class JobFolderContent
{
    private const UnixFileMode PrivateFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode PrivateScript = PrivateFolder;

    public static void Write(string path, JobPlan plan)
    {
        Directory.CreateDirectory(path, PrivateFolder);
        var folders = new HashSet<string>(StringComparer.Ordinal) { path };
        foreach (var folder in plan.Folders)
            CreateFolder(path, folder.RelativePath, folders);
        foreach (var file in plan.Files)
        {
            CreateFolder(path, Path.GetDirectoryName(file.RelativePath) ?? "", folders);
            DurableFile.Create(Path.Combine(path, file.RelativePath), file.Content.Span, file.Mode);
        }
        if (plan.Prefix is { } prefix)
            DurableFile.Create(Path.Combine(path, JobFolderFiles.Prefix), Encoding.UTF8.GetBytes(prefix), PrivateScript);
        DurableFile.Create(Path.Combine(path, JobFolderFiles.BatchScript), Encoding.UTF8.GetBytes(plan.BatchScript), PrivateScript);
        DurableFile.Create(Path.Combine(path, JobFolderFiles.Plan), PlanJson.Write(plan.Pod));
        // Folders with an asked-for mode get it last: files had to be written into them.
        foreach (var folder in plan.Folders)
            File.SetUnixFileMode(Path.Combine(path, folder.RelativePath), folder.Mode);
        foreach (var folder in folders)
            Posix.SyncFolder(folder);
    }

    private static void CreateFolder(string root, string relative, HashSet<string> made)
    {
        var path = root;
        foreach (var part in relative.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            path = Path.Combine(path, part);
            if (made.Add(path))
                Directory.CreateDirectory(path, PrivateFolder);
        }
    }
}
