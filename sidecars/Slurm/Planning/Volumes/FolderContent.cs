namespace Interlink.Slurm.Planning.Volumes;

/// <summary>Collects the files and folders of a job folder; parents before children, nothing twice.</summary>
internal sealed class FolderContent
{
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly List<PlannedFolder> folders = [];

    public List<PlannedFile> Files { get; } = [];

    public IReadOnlyList<PlannedFolder> Folders => folders;

    public void AddFolder(string path)
    {
        for (int end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1))
            AddOne(path[..end]);
        AddOne(path);
    }

    /// <summary>Adds a file; false when there is one of this name, or a folder.</summary>
    public bool TryAddFile(PlannedFile file)
    {
        AddFolder(file.RelativePath[..file.RelativePath.LastIndexOf('/')]);
        if (names.Contains(file.RelativePath) || folders.Exists(folder => Files.Exists(other => other.RelativePath == folder.RelativePath)))
            return false;
        names.Add(file.RelativePath);
        Files.Add(file);
        return true;
    }

    private void AddOne(string path)
    {
        if (names.Add(path))
            folders.Add(new PlannedFolder(path, Private.Folder));
    }
}
