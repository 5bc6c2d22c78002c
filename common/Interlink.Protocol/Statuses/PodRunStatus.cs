namespace Interlink.Protocol.Statuses;

/// <summary>What podlet writes about the pod it runs: the content of <see cref="JobFolderFiles.Status"/>.</summary>
public sealed record PodRunStatus
{
    private static readonly IReadOnlyDictionary<string, int> NoProcesses = new Dictionary<string, int>();

    /// <summary>The pod's UID.</summary>
    public required string Uid { get; init; }

    /// <summary>
    /// The scheduler's job that runs the pod (<c>SLURM_JOB_ID</c>), null outside Slurm. A podlet of another job refuses the folder.
    /// </summary>
    public string? JobId { get; init; }

    /// <summary>How often the scheduler has restarted the job (<c>SLURM_RESTART_COUNT</c>).</summary>
    public int JobRestarts { get; init; }

    /// <summary>The name of the machine.</summary>
    public string? Host { get; init; }

    /// <summary>The process id of podlet on that machine.</summary>
    public int Pid { get; init; }

    /// <summary>The process on that machine of each container that runs, by the container's name.</summary>
    public IReadOnlyDictionary<string, int> Processes { get; init => field = value ?? NoProcesses; } = NoProcesses;

    /// <summary>The pod's phase.</summary>
    public required PodPhase Phase { get; init; }

    /// <summary>Why the phase is what it is, in CamelCase, for example <c>DeadlineExceeded</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>The same for a person.</summary>
    public string? Message { get; init; }

    /// <summary>When the pod was told to end before it had ended by itself; null when it was not.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>When podlet began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When everything had ended; set together with a terminal phase.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The exit code podlet ended with: the highest of the containers'; set together with a terminal phase.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Init containers in the plan's order, without the sidecars.</summary>
    public IReadOnlyList<ContainerStatus> InitContainers { get; init => field = value ?? []; } = [];

    /// <summary>Restartable init containers.</summary>
    public IReadOnlyList<ContainerStatus> SidecarContainers { get; init => field = value ?? []; } = [];

    /// <summary>The containers in the plan's order.</summary>
    public IReadOnlyList<ContainerStatus> Containers { get; init => field = value ?? []; } = [];
}
