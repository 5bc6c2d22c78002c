using Interlink.Planning;
using Interlink.Protocol;
using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Manifests;

/// <summary>Makes a job folder of a plan, for this user alone.</summary>
internal static class PodFolderWriter
{
    public static void Write(string folder, ManifestPlan plan)
    {
        foreach (HostPathCheck path in plan.HostPaths)
            Check(path);
        foreach (PlannedFolder part in plan.Content.Folders)
            Directory.CreateDirectory(Path.Combine(folder, part.RelativePath), part.Mode);
        foreach (PlannedFile file in plan.Content.Files)
            Write(Path.Combine(folder, file.RelativePath), file.Content.Span, file.Mode);
        Write(Path.Combine(folder, JobFolderFiles.Plan), PlanJson.Write(plan.Pod), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode };
        using FileStream file = new(path, options);
        file.Write(content);
    }

    private static void Check(HostPathCheck path)
    {
        bool there = Path.Exists(path.Path);
        if (!there && path.Type == HostPathType.DirectoryOrCreate)
            Directory.CreateDirectory(path.Path);
        else if (!there && path.Type == HostPathType.FileOrCreate)
            File.Create(path.Path).Dispose();
        bool right = path.Type switch
        {
            HostPathType.Unset => true,
            HostPathType.Directory or HostPathType.DirectoryOrCreate => Directory.Exists(path.Path),
            HostPathType.File or HostPathType.FileOrCreate => File.Exists(path.Path),
            _ => there,
        };
        if (!right)
            throw new PodletException(ExitCodes.BadPlan, $"the volume {path.Volume} needs {path.Path}, and there is no {path.Type} of that name.");
    }
}
