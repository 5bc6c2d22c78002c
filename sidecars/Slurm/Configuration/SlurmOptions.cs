using Interlink.Hosting;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Wire;
using Interlink.Slurm.Planning.Flags;

namespace Interlink.Slurm.Configuration;

/// <summary>The sidecar's configuration, validated, with every default in place.</summary>
internal sealed record SlurmOptions
{
    /// <summary>What every HTTP program has: listener, TLS, token, logs, telemetry.</summary>
    public required HostOptions Host { get; init; }

    /// <summary>Where the job folders are: absolute, without a trailing slash, visible on the nodes under the same path.</summary>
    public required string DataRootFolder { get; init; }

    public SchedulerKind Scheduler { get; init; } = SchedulerKind.Auto;

    // Commands as words, the program first: "ssh login squeue" keeps working.
    public IReadOnlyList<string> Sbatch { get; init; } = ["sbatch"];

    public IReadOnlyList<string> Scancel { get; init; } = ["scancel"];

    public IReadOnlyList<string> Squeue { get; init; } = ["squeue"];

    public IReadOnlyList<string> Sinfo { get; init; } = ["sinfo"];

    public IReadOnlyList<string> Sacct { get; init; } = ["sacct"];

    public IReadOnlyList<string> Scontrol { get; init; } = ["scontrol"];

    public IReadOnlyList<string> Srun { get; init; } = ["srun"];

    /// <summary>Prints the ping's answer in place of sinfo; empty when there is none.</summary>
    public IReadOnlyList<string> ResourceScript { get; init; } = [];

    /// <summary>How often Slurm is asked at most.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often Slurm is asked when nothing has changed for a while.</summary>
    public TimeSpan IdlePollInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a Slurm command may take.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the sidecar waits before it believes that Slurm does not know a job whose submission was interrupted.</summary>
    public TimeSpan SubmitSettle { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The podlet binary to give to the nodes; null means the one beside this program.</summary>
    public string? PodletPath { get; init; }

    public PingResourcesKind PingResources { get; init; } = PingResourcesKind.FreeAndOwn;

    /// <summary>Replace the node's taints; null leaves them.</summary>
    public IReadOnlyList<PingTaint>? Taints { get; init; }

    /// <summary>How containers are started, unless the host runtime was asked for.</summary>
    public ContainerRuntime Runtime { get; init; } = ContainerRuntime.Singularity;

    /// <summary>The runtime's program and the words before its sub-command.</summary>
    public IReadOnlyList<string> RuntimeCommand { get; init; } = ["singularity"];

    /// <summary>Options every container is started with.</summary>
    public IReadOnlyList<string> RuntimeOptions { get; init; } = ["--nv", "--no-eval", "--containall"];

    /// <summary>Put in front of images that are neither a path nor have a scheme.</summary>
    public string ImagePrefix { get; init; } = "";

    public string BashPath { get; init; } = "/bin/bash";

    /// <summary>Shell text of the administrator that runs in front of every pod; empty when there is none.</summary>
    public string CommandPrefix { get; init; } = "";

    /// <summary>Null when jobs need no tunnel.</summary>
    public TsocksOptions? Tsocks { get; init; }

    /// <summary>Flavors in the order of the file.</summary>
    public IReadOnlyList<Flavor> Flavors { get; init; } = [];

    /// <summary>The flavor of pods that choose none; null when there is none.</summary>
    public Flavor? DefaultFlavor { get; init; }

    /// <summary>The numeric user of jobs when neither pod nor flavor names one.</summary>
    public long? DefaultUid { get; init; }

    /// <summary>True asks Slurm for exactly what the Go plugin would.</summary>
    public bool LegacyResources { get; init; }

    /// <summary>What extended resources are called in Slurm.</summary>
    public GresNames Gres { get; init; } = GresNames.Default;

    /// <summary>The flags of jobs whose pods have a priority class, by its name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<SbatchFlag>> PriorityClasses { get; init; } = NoPriorityClasses;

    /// <summary>What pods may ask for.</summary>
    public PodPolicy Policy { get; init; } = PodPolicy.Open;

    public EphemeralStorageKind EphemeralStorage { get; init; }

    /// <summary>True ends pods whose jobs Slurm says it will never start.</summary>
    public bool CancelUnfit { get; init; } = true;

    /// <summary>False, written out, mounts no pod data at all; null and true mount it.</summary>
    public bool? ExportPodData { get; init; }

    /// <summary>Whether the probes of containers are run; true unless the file says false.</summary>
    public bool EnableProbes { get; init; } = true;

    /// <summary>
    /// What <c>SHARED_FS</c> says; null when unset. False sends volumes inside the batch script; the data root is on a shared file system
    /// all the same, unless there is a <see cref="NodeRootFolder"/>.
    /// </summary>
    public bool? SharedFs { get; init; }

    /// <summary>
    /// Where jobs make their folders on the node, when no folder is shared with the nodes at all; null when the data root is shared.
    /// Absolute, without a trailing slash.
    /// </summary>
    public string? NodeRootFolder { get; init; }

    /// <summary>How long the folder of a pod is kept that ended and was never deleted; null means for ever.</summary>
    public TimeSpan? KeepFinished { get; init; }

    /// <summary>How much all such folders may hold together, in bytes; null means any amount.</summary>
    public long? KeepFinishedBytes { get; init; }

    /// <summary>How much of each container's log is kept, in bytes; null means all.</summary>
    public long? LogLimitBytes { get; init; } = DefaultLogLimitBytes;

    /// <summary>The largest batch script that Slurm takes, in bytes: its <c>max_script_size</c>.</summary>
    public int MaxScriptBytes { get; init; } = 4 * 1024 * 1024;

    public const long DefaultLogLimitBytes = 1L << 30;

    private static readonly Dictionary<string, IReadOnlyList<SbatchFlag>> NoPriorityClasses = [];
}
