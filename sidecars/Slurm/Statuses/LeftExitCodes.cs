using Interlink.Protocol;
using Interlink.Slurm.Folders;
using Interlink.Slurm.Jobs;

namespace Interlink.Slurm.Statuses;

/// <summary>The exit codes that containers left in a job folder as files.</summary>
internal sealed class LeftExitCodes(IReadOnlyDictionary<(string Container, bool Init), LeftExitCode> codes)
{
    public static LeftExitCodes None { get; } = new(new Dictionary<(string, bool), LeftExitCode>());

    public static LeftExitCodes Read(JobFolder folder, PodOutline outline)
    {
        var codes = new Dictionary<(string, bool), LeftExitCode>();
        foreach (var (container, init) in outline.Containers.Select(container => (container.Name, false))
            .Concat(outline.InitContainers.Select(container => (container.Name, true))))
        {
            if (folder.ReadExitCode(container, init) is { } code && folder.Stamp(JobFolderFiles.ExitCode(container, init)) is { } stamp)
                codes[(container, init)] = new LeftExitCode(code, stamp.Written);
        }

        return new LeftExitCodes(codes);
    }

    /// <summary>How a container ended; null when it left no file, or one without a number.</summary>
    public LeftExitCode? Find(string container, bool init) => codes.GetValueOrDefault((container, init));
}

/// <summary>An exit code, and when it was written.</summary>
internal sealed record LeftExitCode(int Code, DateTimeOffset At);
