using Interlink.Protocol.Wire;
using Interlink.Slurm.Jobs;

namespace Interlink.Slurm.Commands;

/// <summary>One pod in the table of <c>slurm-sidecar jobs</c>; what is not known is empty.</summary>
internal sealed record JobRow
{
    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public required string Uid { get; init; }

    /// <summary>Containers that are ready, of all.</summary>
    public required string Ready { get; init; }

    /// <summary>Kubernetes' phase, or <c>Terminating</c> once the pod is to go.</summary>
    public required string Phase { get; init; }

    /// <summary>Why: of the first container that is not running.</summary>
    public required string Reason { get; init; }

    public required string JobId { get; init; }

    /// <summary>The scheduler's state of the job.</summary>
    public required string State { get; init; }

    public required string Node { get; init; }

    public required string Partition { get; init; }

    public required string Folder { get; init; }

    /// <summary>When the job was submitted.</summary>
    public required DateTime? Since { get; init; }

    /// <summary>How long ago, as kubectl says it.</summary>
    public required string Age { get; init; }

    public static JobRow Of(PodJob job, PodStatus? status, DateTimeOffset now)
    {
        DateTime? since = job.Since == DateTime.MaxValue ? null : job.Since;
        return new JobRow
        {
            Namespace = job.Identity.Namespace,
            Name = status?.Name ?? "",
            Uid = job.Uid,
            Ready = status is null ? "" : $"{status.Containers.Count(container => container.Ready)}/{status.Containers.Count}",
            Phase = job.DeletedAt is not null ? "Terminating" : PhaseOf(status),
            Reason = status is null ? "" : ReasonOf(status),
            JobId = job.JobId?.ToString() ?? "",
            State = job.Report?.State.ToString() ?? "",
            Node = job.Report?.Nodes ?? "",
            Partition = job.Report?.Partition ?? "",
            Folder = job.Folder.Path,
            Since = since,
            Age = since is { } then ? AgeOf(now.UtcDateTime - then) : "",
        };
    }

    /// <summary>As kubectl's AGE: the two largest units while the first is small.</summary>
    public static string AgeOf(TimeSpan age) => age switch
    {
        { TotalSeconds: < 0 } => "0s",
        { TotalMinutes: < 2 } => $"{(int)age.TotalSeconds}s",
        { TotalMinutes: < 10 } => $"{age.Minutes}m{age.Seconds}s",
        { TotalHours: < 3 } => $"{(int)age.TotalMinutes}m",
        { TotalHours: < 8 } => $"{age.Hours}h{age.Minutes}m",
        { TotalHours: < 48 } => $"{(int)age.TotalHours}h",
        _ => $"{(int)age.TotalDays}d",
    };

    private static string PhaseOf(PodStatus? status)
    {
        if (status is null)
            return "Unknown";
        var states = status.Containers.Select(container => container.State).ToList();
        if (states.TrueForAll(state => state.Terminated is not null))
            return states.TrueForAll(state => state.Terminated!.ExitCode == 0) ? "Succeeded" : "Failed";
        return states.Exists(state => state.Running is not null || state.Terminated is not null) ? "Running" : "Pending";
    }

    private static string ReasonOf(PodStatus status) => status.InitContainers.Concat(status.Containers)
        .Select(container => container.State)
        .Select(state => state.Waiting?.Reason ?? (state.Terminated is { ExitCode: not 0 } ended ? ended.Reason : null))
        .FirstOrDefault(reason => reason is not null) ?? "";
}
