using System.Text;
using Interlink.Protocol;
using Interlink.Protocol.Plans;
using Interlink.Slurm.Planning;

namespace Interlink.Slurm.Folders;

/// <summary>Writes a plan out as files, durably.</summary>
internal sealed class JobFolderContent
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode PrivateFolder = OwnerOnly | UnixFileMode.UserExecute;
    private const UnixFileMode PrivateScript = PrivateFolder;

    private readonly string root;
    private readonly HashSet<string> folders = new(StringComparer.Ordinal);
    private readonly List<string> files = [];

    private JobFolderContent(string root) => this.root = root;

    public static void Write(string path, JobPlan plan)
    {
        var content = new JobFolderContent(path);
        content.CreateFolder("");
        content.WriteAll(plan);
        content.Sync();
    }

    private void WriteAll(JobPlan plan)
    {
        foreach (var folder in plan.Folders)
            CreateFolder(folder.RelativePath);
        foreach (var file in plan.Files)
            Create(file.RelativePath, file.Content.Span, file.Mode);
        if (plan.Prefix is { } prefix)
            Create(JobFolderFiles.Prefix, Encoding.UTF8.GetBytes(prefix), PrivateScript);
        Create(JobFolderFiles.BatchScript, Encoding.UTF8.GetBytes(plan.BatchScript), PrivateScript);
        Create(JobFolderFiles.Plan, PlanJson.Write(plan.Pod), OwnerOnly);
        // Folders with an asked-for mode get it last: files had to be written into them.
        foreach (var folder in plan.Folders)
            File.SetUnixFileMode(Path.Combine(root, folder.RelativePath), folder.Mode);
    }

    // Only when everything is written: the first sync makes the file system commit all of it, the others find little left to do.
    private void Sync()
    {
        foreach (var file in files)
            DurableFile.Sync(file);
        foreach (var folder in folders)
            Posix.SyncFolder(folder);
    }

    private void Create(string relative, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        CreateFolder(Path.GetDirectoryName(relative) ?? "");
        var path = Path.Combine(root, relative);
        DurableFile.Create(path, content, mode);
        files.Add(path);
    }

    private void CreateFolder(string relative)
    {
        var path = root;
        if (folders.Add(path))
            Directory.CreateDirectory(path, PrivateFolder);
        foreach (var part in relative.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            path = Path.Combine(path, part);
            if (folders.Add(path))
                Directory.CreateDirectory(path, PrivateFolder);
        }
    }
}
