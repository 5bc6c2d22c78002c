using Interlink.Podlet.Native;
using Interlink.Protocol;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Statuses;

namespace Interlink.Podlet.Folders;

/// <summary>A pod's job folder: where its files are and how podlet reads them.</summary>
internal sealed class JobFolder
{
    public JobFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        if (!Directory.Exists(Path))
            throw new PodletException(ExitCodes.BadPlan, $"the job folder {Path} does not exist.");
    }

    public string Path { get; }

    public string Of(string file) => System.IO.Path.Combine(Path, file);

    /// <summary>The pod's plan.</summary>
    /// <exception cref="PodletException">It is missing, unreadable or of another version.</exception>
    public PodPlan ReadPlan()
    {
        string file = Of(JobFolderFiles.Plan);
        PodPlan plan;
        try
        {
            plan = PlanJson.Read(File.ReadAllBytes(file));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or PodFormatException)
        {
            throw new PodletException(ExitCodes.BadPlan, $"the plan {file} cannot be read: {failed.Message}");
        }

        if (plan.Version != PodPlan.CurrentVersion)
        {
            throw new PodletException(
                ExitCodes.BadPlan,
                $"the plan {file} has version {plan.Version}, this podlet knows {PodPlan.CurrentVersion}: use the one of its writer.");
        }

        return plan.Containers.Count > 0
            ? plan
            : throw new PodletException(ExitCodes.BadPlan, $"the plan {file} has no container.");
    }

    /// <summary>What a podlet wrote before; null when none did, or when what is there cannot be understood.</summary>
    public PodRunStatus? ReadStatus()
    {
        string file = Of(JobFolderFiles.Status);
        try
        {
            return RunStatusJson.Read(File.ReadAllBytes(file));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (PodFormatException failed)
        {
            StandardError.Say($"{file} is ignored: {failed.Message}");
            return null;
        }
    }

    /// <summary>Removes a file if it is there.</summary>
    public unsafe void Remove(string file)
    {
        using Utf8Block path = new([Of(file)]);
        _ = LibC.Unlink(path.First);
    }
}
