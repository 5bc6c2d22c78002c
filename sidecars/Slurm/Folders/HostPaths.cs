using Interlink.Hosting.Pods;
using Interlink.Slurm.Planning;

namespace Interlink.Slurm.Folders;

/// <summary>Checks the hostPath volumes of a pod as a kubelet does before a container starts.</summary>
internal static class HostPaths
{
    /// <exception cref="PodRequestException">A path is not there or is something else.</exception>
    public static void Check(IReadOnlyList<HostPathCheck> paths)
    {
        foreach (var path in paths)
        {
            if (path.Type is HostPathType.DirectoryOrCreate && !Exists(path.Path))
                Create(path, () => Directory.CreateDirectory(path.Path));
            else if (path.Type is HostPathType.FileOrCreate && !Exists(path.Path))
                Create(path, () => File.Create(path.Path).Dispose());
            if (Missing(path) is { } wanted)
                throw Invalid($"The volume {path.Volume} needs {wanted} at {path.Path}, and there is none.");
        }
    }

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
