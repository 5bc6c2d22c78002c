using System.Text;

namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>What a test wants of the sidecar's configuration.</summary>
internal sealed record SidecarSettings
{
    public JobScheduler Scheduler { get; init; } = JobScheduler.Embedded;

    public Containers Containers { get; init; } = Containers.Host;

    public Transport Transport { get; init; } = Transport.UnixSocket;

    /// <summary>Programs to use in place of Slurm's own: the key is <c>sbatch</c>, <c>squeue</c>, <c>scancel</c> or <c>sinfo</c>.</summary>
    public IReadOnlyDictionary<string, string> Programs { get; init; } = new Dictionary<string, string>();

    public int CommandTimeoutSeconds { get; init; } = 20;

    /// <summary>Where the job folders are; null for a folder of the scene.</summary>
    public string? DataRoot { get; init; }

    /// <summary>Where the sidecar's program is.</summary>
    public string Binaries { get; init; } = Machine.Binaries;

    /// <summary>Lines added as they are.</summary>
    public string Further { get; init; } = "";

    /// <summary>The words the sidecar is started through, for example <c>setpriv</c> and its options.</summary>
    public IReadOnlyList<string> Through { get; init; } = [];

    public static SidecarSettings On(JobScheduler scheduler, Containers containers = Containers.Host) =>
        new() { Scheduler = scheduler, Containers = containers };

    /// <summary>The text of SlurmConfig.yaml.</summary>
    public string ToYaml(string root, string? socket, int port)
    {
        var yaml = new StringBuilder();
        yaml.AppendLine(socket is null ? $"SidecarPort: \"{port}\"" : $"Socket: \"unix://{socket}\"");
        yaml.AppendLine($"DataRootFolder: \"{DataRoot ?? root + "/jobs"}\"");
        yaml.AppendLine($"Scheduler: {(Scheduler == JobScheduler.Slurm ? "slurm" : "local")}");
        yaml.AppendLine($"ContainerRuntime: {(Containers == Containers.Host ? "host" : "singularity")}");
        yaml.AppendLine("ImagePrefix: \"\"");
        yaml.AppendLine("SingularityDefaultOptions: [\"--no-eval\", \"--containall\"]");
        if (Machine.Apptainer is { } apptainer)
            yaml.AppendLine($"SingularityPath: \"{apptainer}\"");
        foreach (var program in new[] { "sbatch", "squeue", "scancel", "sinfo" })
        {
            var key = char.ToUpperInvariant(program[0]) + program[1..] + "Path";
            if ((Programs.GetValueOrDefault(program) ?? Machine.OnPath(program)) is { } path)
                yaml.AppendLine($"{key}: \"{path}\"");
        }
        yaml.AppendLine("PollIntervalSeconds: 1");
        yaml.AppendLine("SubmitSettleSeconds: 2");
        yaml.AppendLine($"CommandTimeoutSeconds: {CommandTimeoutSeconds}");
        yaml.AppendLine(Further);
        return yaml.ToString();
    }
}
