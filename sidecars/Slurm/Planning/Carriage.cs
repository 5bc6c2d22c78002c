using System.Text;
using Interlink.Planning;
using Interlink.Protocol;
using Interlink.Protocol.Plans;

namespace Interlink.Slurm.Planning;

/// <summary>Puts into the batch script what the node cannot find in the job folder.</summary>
internal static class Carriage
{
    /// <summary>The volumes alone, for a job folder that the node sees.</summary>
    public static NodeContent OfVolumes(IReadOnlyList<PlannedFile> files, IReadOnlyList<PlannedFolder> folders) => new()
    {
        Folders = [.. folders.Select(folder => new NodeFolder(folder.RelativePath, (int)folder.Mode))],
        Files = [.. files.Select(Carried)],
    };

    /// <summary>Everything, for a node that sees nothing of this machine.</summary>
    public static NodeContent OfAll(
        PodPlan plan, string? prefix, IReadOnlyList<PlannedFile> files, IReadOnlyList<PlannedFolder> folders)
    {
        var volumes = OfVolumes(files, folders);
        List<NodeFile> own = [new(JobFolderFiles.Plan, (int)Private.File(0), PlanJson.Write(plan))];
        if (prefix is not null)
            own.Add(new NodeFile(JobFolderFiles.Prefix, (int)Private.Script, Encoding.UTF8.GetBytes(prefix)));
        return volumes with { Files = [.. own, .. volumes.Files] };
    }

    private static NodeFile Carried(PlannedFile file) => new(file.RelativePath, (int)file.Mode, file.Content.ToArray());
}
