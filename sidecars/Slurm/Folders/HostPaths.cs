using Interlink.Hosting.Pods;
using Interlink.Planning;
using Interlink.Processes;

namespace Interlink.Slurm.Folders;

/// <summary>Checks the hostPath volumes of a pod as a kubelet does before a container starts.</summary>
internal static class HostPaths
{
    /// <exception cref="PodRequestException">A path is not there or is something else.</exception>
    public static void Check(IReadOnlyList<HostPathCheck> paths)
    {
        foreach (var path in paths)
        {
            CheckPolicy(path);
            if (path.Type is HostPathType.DirectoryOrCreate && !Exists(path.Path))
                Create(path, () => Directory.CreateDirectory(path.Path));
            else if (path.Type is HostPathType.FileOrCreate && !Exists(path.Path))
                Create(path, () => File.Create(path.Path).Dispose());
            if (Missing(path) is { } wanted)
                throw Invalid($"The volume {path.Volume} needs {wanted} at {path.Path}, and there is none.");
        }
    }

    // Of what only the nodes have, podlet finds out where it leads.
    private static void CheckPolicy(HostPathCheck path)
    {
        if (path is { Within: null, NotWritable: null })
            return;
        bool creates = path.Type is HostPathType.DirectoryOrCreate or HostPathType.FileOrCreate && !Exists(path.Path);
        var real = RealPath.Of(creates ? NearestEntry(path.Path) : path.Path);
        if (real is null && !creates && !Exists(path.Path))
            return;
        if (real is null || (path.Within is { } folders && !IsInOne(real, folders)))
            throw Refused(path, "leads to a place outside of the folders that the administrator's policy (Policy.HostPaths) allows");
        if (creates && path.NotWritable is { } readOnly && IsInOne(real, readOnly))
            throw Refused(path, "is to be made in a folder that the administrator's policy (Policy.ReadOnlyHostPaths) keeps from being written to");
    }

    private static bool IsInOne(string real, IEnumerable<string> folders) =>
        folders.Select(RealPath.Of).OfType<string>().Any(folder => RealPath.IsIn(real, folder));

    // The path itself or what is above it: the first that is there. .NET takes a link to nowhere for a file, too.
    private static string NearestEntry(string path)
    {
        while (!Exists(path))
            path = Path.GetDirectoryName(path)!;
        return path;
    }

    private static PodRequestException Refused(HostPathCheck path, string why) => new(
        PodRequestFailure.Refused, $"The hostPath of the volume '{path.Volume}' {why}.");

    private static PodRequestException Invalid(string message) => new(PodRequestFailure.Invalid, message);

    private static string? Missing(HostPathCheck path) => path.Type switch
    {
        HostPathType.Directory or HostPathType.DirectoryOrCreate => Directory.Exists(path.Path) ? null : "a directory",
        HostPathType.File or HostPathType.FileOrCreate => File.Exists(path.Path) ? null : "a file",
        HostPathType.Socket or HostPathType.CharDevice or HostPathType.BlockDevice => Exists(path.Path) ? null : "a special file",
        // Kubernetes' default type means that nothing is checked.
        _ => null,
    };

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    private static void Create(HostPathCheck path, Action create)
    {
        try
        {
            create();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new PodRequestException(
                PodRequestFailure.Storage,
                $"{path.Path}, which the volume {path.Volume} asks to be created, cannot be: {failure.Message}",
                failure);
        }
    }
}
