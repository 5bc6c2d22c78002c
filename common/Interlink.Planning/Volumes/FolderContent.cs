namespace Interlink.Planning.Volumes;

/// <summary>Collects the files and folders of a job folder; parents before children, nothing twice.</summary>
internal sealed class FolderContent
{
    private readonly HashSet<string> fileNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> folderNames = new(StringComparer.Ordinal);
    private readonly List<PlannedFolder> folders = [];

    public List<PlannedFile> Files { get; } = [];

    public IReadOnlyList<PlannedFolder> Folders => folders;

    /// <summary>Adds a folder and those above it; false where a file is in the way.</summary>
    public bool TryAddFolder(string path)
    {
        for (int end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1))
        {
            if (!TryAddOne(path[..end]))
                return false;
        }

        return TryAddOne(path);
    }

    /// <summary>Adds a file and the folders above it; false where something of that name is in the way.</summary>
    public bool TryAddFile(PlannedFile file)
    {
        int slash = file.RelativePath.LastIndexOf('/');
        if ((slash > 0 && !TryAddFolder(file.RelativePath[..slash])) || folderNames.Contains(file.RelativePath))
            return false;
        if (!fileNames.Add(file.RelativePath))
            return false;
        Files.Add(file);
        return true;
    }

    public bool HasFile(string path) => fileNames.Contains(path);

    private bool TryAddOne(string path)
    {
        if (fileNames.Contains(path))
            return false;
        if (folderNames.Add(path))
            folders.Add(new PlannedFolder(path, Private.Folder));
        return true;
    }
}
