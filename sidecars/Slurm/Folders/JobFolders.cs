using Interlink.Hosting.Pods;
using Interlink.Slurm.Planning;

namespace Interlink.Slurm.Folders;

/// <summary>All job folders: <c>DataRootFolder</c>.</summary>
internal sealed class JobFolders(string root)
{
    private const UnixFileMode Passable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    // Names that begin with a dot are no job folders, to the Go plugin either.
    private const string UnfinishedPrefix = ".new-";
    private const string GonePrefix = ".gone-";

    public string Root { get; } = root;

    /// <summary>Where podlet is copied to, so that the nodes find it.</summary>
    public string Programs => Path.Combine(Root, ".bin");

    public JobFolder For(string podNamespace, string podUid) => new(Path.Combine(Root, $"{podNamespace}-{podUid}"));

    /// <summary>Makes the root and sweeps what a killed program left half-made.</summary>
    public void Prepare()
    {
        // Jobs of other users must reach their own folders through it; each of these is its owner's alone.
        if (!Directory.Exists(Root))
        {
            Directory.CreateDirectory(Root);
            File.SetUnixFileMode(Root, Passable);
        }
        foreach (var folder in Directory.EnumerateDirectories(Root, ".*"))
        {
            var name = Path.GetFileName(folder);
            if (name.StartsWith(UnfinishedPrefix, StringComparison.Ordinal) || name.StartsWith(GonePrefix, StringComparison.Ordinal))
                Delete(folder);
        }
    }

    public IEnumerable<JobFolder> Scan()
    {
        foreach (var path in Directory.EnumerateDirectories(Root))
        {
            if (!Path.GetFileName(path.AsSpan()).StartsWith('.'))
                yield return new JobFolder(path);
        }
    }

    /// <summary>
    /// Writes everything a pod needs beside its folder and renames it into place: the folder is there whole, or not at all. After the
    /// return it survives a power cut.
    /// </summary>
    /// <exception cref="PodRequestException">The disk is full, the root is not writable (<see
    /// cref="PodRequestFailure.Storage"/>).</exception>
    public void Write(JobFolder folder, JobPlan plan)
    {
        var unfinished = Path.Combine(Root, UnfinishedPrefix + Path.GetFileName(folder.Path));
        try
        {
            if (Directory.Exists(unfinished))
                Delete(unfinished);
            JobFolderContent.Write(unfinished, plan);
            JobOwner.Give(unfinished, plan.RunAsUser);
            var error = Posix.Rename(unfinished, folder.Path);
            if (error != 0)
                throw new IOException($"{folder.Path} is in the way (error {error}); remove it by hand if no job uses it");
            Posix.SyncFolder(Root);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            TryDelete(unfinished);
            throw new PodRequestException(
                PodRequestFailure.Storage,
                $"The job folder {folder.Path} cannot be written: {failure.Message}",
                failure);
        }
    }

    /// <summary>Removes a folder in one step, then its content.</summary>
    public void Remove(JobFolder folder)
    {
        var gone = Path.Combine(Root, GonePrefix + Path.GetFileName(folder.Path));
        if (Directory.Exists(gone))
            Delete(gone);
        var error = Posix.Rename(folder.Path, gone);
        if (error == Posix.NoSuchFile)
            return;
        if (error != 0)
            throw new IOException($"{folder.Path} cannot be renamed (error {error})");
        Delete(gone);
    }

    /// <summary>
    /// Copies of podlet that were put there before a moment, other than the newest, and that no batch script names.
    /// </summary>
    public IReadOnlyList<string> UnusedPrograms(DateTime before)
    {
        if (!Directory.Exists(Programs))
            return [];
        var old = new DirectoryInfo(Programs).GetFiles("podlet-*")
            .OrderByDescending(file => file.LastWriteTimeUtc)
            .Skip(1)
            .Where(file => file.LastWriteTimeUtc < before)
            .Select(file => file.FullName)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var folder in Scan())
        {
            if (old.Count == 0)
                break;
            if (File.Exists(folder.BatchScript))
                old.RemoveWhere(program => File.ReadLines(folder.BatchScript).Any(line => line.Contains(program, StringComparison.Ordinal)));
        }
        return [.. old];
    }

    private static void Delete(string path)
    {
        if (!Directory.Exists(path))
            return;
        // A volume's folder may be read-only (defaultMode) or made so by the pod.
        foreach (var folder in Directory.EnumerateDirectories(path, "*", WithoutFollowingLinks))
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.Delete(path, recursive: true);
    }

    private static void TryDelete(string path)
    {
        try
        {
            Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The start-up sweep tries again.
        }
    }

    private static EnumerationOptions WithoutFollowingLinks { get; } = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };
}
