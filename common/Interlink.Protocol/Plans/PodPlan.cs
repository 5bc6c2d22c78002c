using System.Text.Json.Serialization;

namespace Interlink.Protocol.Plans;

/// <summary>
/// Everything podlet must know to run one pod on the machine where it landed: the content of <see cref="JobFolderFiles.Plan"/>.
/// Names, images and values are final: no reference to a config map, a secret or another variable is left to resolve.
/// </summary>
public sealed record PodPlan
{
    /// <summary>The format of this record; a podlet refuses a plan of a version it does not know.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The format this plan was written in.</summary>
    [JsonRequired]
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The pod's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The pod's name.</summary>
    public required string Name { get; init; }

    /// <summary>The pod's UID, unique for ever.</summary>
    public required string Uid { get; init; }

    /// <summary>What happens to a container that ended; Kubernetes' default is <see cref="RestartPolicy.Always"/>.</summary>
    public RestartPolicy RestartPolicy { get; init; } = RestartPolicy.Always;

    /// <summary>Seconds between SIGTERM and SIGKILL; zero kills at once.</summary>
    [JsonRequired]
    public int TerminationGracePeriodSeconds { get; init; } = 30;

    /// <summary>What Slurm's <c>KillWait</c> is unless an administrator sets it.</summary>
    public const int DefaultKillWaitSeconds = 30;

    /// <summary>
    /// Seconds between Slurm's SIGTERM at the end of a job and its SIGKILL: the cluster's <c>KillWait</c>. Null means
    /// <see cref="DefaultKillWaitSeconds"/>.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? KillWaitSeconds { get; init; }

    /// <summary>
    /// True when the job asks Slurm for a warning by SIGTERM before its time limit, which then looks like the end itself: only a second
    /// one is taken for it.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool WarnedByTerm { get; init; }

    /// <summary>Seconds the pod may run before it is failed with the reason <c>DeadlineExceeded</c>; null means no limit.</summary>
    public long? ActiveDeadlineSeconds { get; init; }

    /// <summary>What starts the containers.</summary>
    public required RuntimePlan Runtime { get; init; }

    /// <summary>What the job was asked to hold for the pod.</summary>
    public PlannedResources Resources { get; init => field = value ?? new(1, null); } = new(1, null);

    /// <summary>The shell that runs <see cref="JobFolderFiles.Prefix"/> when there is one; an absolute path.</summary>
    public string Shell { get; init => field = value ?? "/bin/bash"; } = "/bin/bash";

    /// <summary>Init containers in their order, restartable ones (sidecars) among them.</summary>
    public IReadOnlyList<ContainerPlan> InitContainers { get; init => field = value ?? []; } = [];

    /// <summary>The containers that run side by side; at least one.</summary>
    public required IReadOnlyList<ContainerPlan> Containers { get; init; }

    /// <summary>What the containers take for their machine's name; null for the node's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? HostName { get; init; }

    /// <summary>Lines that <see cref="NodeFileNames.Hosts"/> has after the node's; null when containers see no such file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Hosts { get; init; }

    /// <summary>The content of <see cref="NodeFileNames.Resolver"/>; null when containers see no such file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ResolverPlan? Resolver { get; init; }

    /// <summary>How much of each container's log is kept, in bytes: older output is given up. Null means all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? LogLimitBytes { get; init; }

    /// <summary>True when the job folder is made on the node from the batch script, and goes with the job: nothing of it is seen outside.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OnNodeOnly { get; init; }

    /// <summary>
    /// Set when a script came with the pod: the pod's own containers, while <see cref="Containers"/> is the script alone
    /// (<see cref="JobFolderFiles.ScriptContainer"/>).
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ScriptedContainer>? Scripted { get; init; }
}
