using Interlink.Protocol.Pods;

namespace Interlink.Planning.Volumes;

/// <summary>Gives each mounted volume its place on the machine, and puts its content into the job folder once.</summary>
/// <param name="pod">The pod.</param>
/// <param name="jobFolder">Where the job folder will be, absolute.</param>
/// <param name="bounds">What pods may see of the machine.</param>
/// <param name="content">Where the volumes' files come from.</param>
/// <param name="folder">Where they go.</param>
internal sealed class VolumePlanner(PodView pod, string jobFolder, HostPathBounds bounds, VolumeContent content, FolderContent folder)
{
    private readonly Dictionary<string, PlannedVolume?> planned = new(StringComparer.Ordinal);
    private readonly List<HostPathCheck> hostPaths = [];

    public IReadOnlyList<HostPathCheck> HostPaths => hostPaths;

    /// <summary>The volume's place; null when it is to be left out, which has been warned of.</summary>
    public PlannedVolume? Find(string name, string subject)
    {
        if (planned.TryGetValue(name, out var known))
            return known;
        var volume = pod.Volumes.FirstOrDefault(candidate => candidate.Name == name)
            ?? throw Reject.Invalid($"{subject} names a volume that the pod does not have: add the volume or remove the mount.");
        return planned[name] = Plan(volume);
    }

    private PlannedVolume? Plan(VolumeView volume) => volume.Kind switch
    {
        VolumeKind.ConfigMap => WithFiles(volume, "configMaps"),
        VolumeKind.Secret => WithFiles(volume, "secrets"),
        VolumeKind.Projected or VolumeKind.DownwardApi => WithFiles(volume, "projectedVolumeMaps"),
        VolumeKind.EmptyDir => Empty(volume),
        VolumeKind.HostPath => OnHost(volume),
        _ => throw Reject.Invalid($"The volume '{volume.Name}' is of the kind '{volume.KindName}', which is not to be had "
            + "here: use a hostPath that the machine has, or remove the mount."),
    };

    private PlannedVolume? WithFiles(VolumeView volume, string kind)
    {
        if (content.Files(volume) is not { } files)
            return null;
        string root = $"{kind}/{volume.Name}";
        folder.TryAddFolder(root);
        // Of two sources with the same file the later wins, as with a kubelet.
        foreach (var file in files.GroupBy(file => file.Path, StringComparer.Ordinal).Select(same => same.Last()))
        {
            if (!folder.TryAddFile(new PlannedFile($"{root}/{file.Path}", file.Content, Private.File(file.Mode))))
                throw Reject.Invalid($"The volume '{volume.Name}' needs '{file.Path}' to be a file and a folder: change the path of an "
                    + "item.");
        }

        return new PlannedVolume(volume, $"{jobFolder}/{root}", root);
    }

    private PlannedVolume Empty(VolumeView volume)
    {
        string root = $"emptyDirs/{volume.Name}";
        folder.TryAddFolder(root);
        return new PlannedVolume(volume, $"{jobFolder}/{root}", root);
    }

    private PlannedVolume OnHost(VolumeView volume)
    {
        string path = volume.HostPath;
        if (!path.StartsWith('/') || path.Any(char.IsControl) || path.Split('/').Contains(".."))
        {
            throw Reject.Invalid($"The hostPath of the volume '{volume.Name}' is not usable: it must be an absolute path without '..' and "
                + "control characters.");
        }

        if (!Enum.TryParse(volume.HostPathType is "" ? nameof(HostPathType.Unset) : volume.HostPathType, out HostPathType type)
            || volume.HostPathType is nameof(HostPathType.Unset)
            || !Enum.IsDefined(type)
            || char.IsAsciiDigit(volume.HostPathType.FirstOrDefault()))
        {
            throw Reject.Invalid($"The volume '{volume.Name}' has a hostPath of an unknown type: use Directory, DirectoryOrCreate, File, "
                + "FileOrCreate, Socket, CharDevice, BlockDevice or none.");
        }

        bool readOnly = bounds.IsReadOnly(path, volume.Name);
        hostPaths.Add(new HostPathCheck(path, type, volume.Name) { Within = bounds.Within, NotWritable = bounds.NotWritable });
        return new PlannedVolume(volume, path, null)
        {
            ReadOnlyByPolicy = readOnly,
            Within = bounds.Within,
            NotWritable = bounds.NotWritable,
        };
    }
}
