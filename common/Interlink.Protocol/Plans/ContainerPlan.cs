using System.Text.Json.Serialization;

namespace Interlink.Protocol.Plans;

/// <summary>One container of a <see cref="PodPlan"/>.</summary>
public sealed record ContainerPlan
{
    /// <summary>The container's name, unique in its pod.</summary>
    public required string Name { get; init; }

    /// <summary>The image as the runtime takes it: a path, or a reference with its scheme such as <c>docker://busybox</c>.</summary>
    public required string Image { get; init; }

    /// <summary>True for an init container with <c>restartPolicy: Always</c>: started in its turn, kept running, stopped last.</summary>
    public bool Sidecar { get; init; }

    /// <summary>Replaces the image's entrypoint; empty means the image's own.</summary>
    public IReadOnlyList<string> Command { get; init => field = value ?? []; } = [];

    /// <summary>Arguments of the command or, without one, of the image's entrypoint.</summary>
    public IReadOnlyList<string> Args { get; init => field = value ?? []; } = [];

    /// <summary>An absolute path inside the container; null means the runtime's default.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Variables in the pod's order; a later one of the same name wins. Values may hold any character but NUL.</summary>
    public IReadOnlyList<EnvironmentVariable> Environment { get; init => field = value ?? []; } = [];

    /// <summary>Files and folders of the machine that the container sees.</summary>
    public IReadOnlyList<MountPlan> Mounts { get; init => field = value ?? []; } = [];

    /// <summary>Options for the runtime that this pod asks for, after <see cref="RuntimePlan.Options"/>.</summary>
    public IReadOnlyList<string> RuntimeOptions { get; init => field = value ?? []; } = [];

    /// <summary>What the container may do beyond or below the runtime's default; null for just that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ContainerSecurity? Security { get; init; }

    /// <summary>Where its last words are found; null when nobody looks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TerminationMessagePlan? TerminationMessage { get; init; }

    /// <summary>How its health is found out; null when nobody asks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProbesPlan? Probes { get; init; }

    /// <summary>What is done at its start and before its end; null when that is nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HooksPlan? Hooks { get; init; }

    /// <summary>When the image is fetched.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public PullPolicy PullPolicy { get; init; }

    /// <summary>
    /// Set for a container that runs once per task of the job: options of <c>mpiexec</c>, which starts it. Null for the usual one.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? MpiFlags { get; init; }
}
