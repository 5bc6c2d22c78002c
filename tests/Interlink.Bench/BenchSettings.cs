namespace Interlink.Bench;

/// <summary>Where everything is that is measured.</summary>
internal sealed record BenchSettings
{
    /// <summary>The folder of the static binaries.</summary>
    public required string Programs { get; init; }

    /// <summary>The folder of the stand-ins for Slurm's commands.</summary>
    public required string StandIns { get; init; }

    /// <summary>An empty folder on the file system that is measured.</summary>
    public required string Work { get; init; }

    /// <summary>Fewer rounds: for a look, not for a comparison.</summary>
    public bool Quick { get; init; }

    public string Sidecar => Path.Combine(Programs, "slurm-sidecar");

    public string ApiServer => Path.Combine(Programs, "interlink");

    public string Podlet => Path.Combine(Programs, "podlet");

    public string StandIn(string command) => Path.Combine(StandIns, command);

    /// <summary>How many rounds: all, or fewer when it has to be quick.</summary>
    public int Rounds(int all, int quick) => Quick ? quick : all;
}
