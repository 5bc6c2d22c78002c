namespace Interlink.Bench.Sidecars;

/// <summary>The files of a sidecar: configuration, socket, job folders. It can be started on them again and again.</summary>
internal sealed class SidecarHome
{
    private readonly BenchSettings settings;
    private readonly string folder;

    private SidecarHome(BenchSettings settings, string name)
    {
        this.settings = settings;
        folder = Path.Combine(settings.Work, name);
        Directory.CreateDirectory(folder);
    }

    public string Jobs => Path.Combine(folder, "jobs");

    public string Socket => Path.Combine(folder, "s");

    public string Log => Path.Combine(folder, "sidecar.log");

    /// <summary>With stand-ins for Slurm's commands.</summary>
    public static SidecarHome Create(BenchSettings settings, string name, int pollSeconds = 5)
    {
        var home = new SidecarHome(settings, name);
        home.WriteConfig($"""
            SbatchPath: "{settings.StandIn("sbatch")}"
            SqueuePath: "{settings.StandIn("squeue")}"
            SinfoPath: "{settings.StandIn("sinfo")}"
            ScancelPath: "{settings.StandIn("scancel")}"
            PollIntervalSeconds: {pollSeconds}
            """);
        return home;
    }

    /// <summary>With the Slurm of this machine.</summary>
    public static SidecarHome CreateForSlurm(BenchSettings settings, string name)
    {
        var home = new SidecarHome(settings, name);
        home.WriteConfig("");
        return home;
    }

    public Sidecar Start() => Sidecar.Start(settings.Sidecar, Path.Combine(folder, "SlurmConfig.yaml"), this);

    private void WriteConfig(string more) => File.WriteAllText(Path.Combine(folder, "SlurmConfig.yaml"), $"""
        Socket: "unix://{Socket}"
        DataRootFolder: "{Jobs}"
        Scheduler: slurm
        ContainerRuntime: singularity
        {more}

        """);
}
