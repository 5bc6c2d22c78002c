namespace Interlink.Bench.Sidecars;

/// <summary>Counts the stand-ins that were started: each adds a byte to a file.</summary>
internal sealed class StartedCommands
{
    private readonly string path;
    private readonly long before;

    public StartedCommands(BenchSettings settings)
    {
        path = settings.StandIn("started");
        before = Length;
    }

    /// <summary>How many since this was made.</summary>
    public long Count => Length - before;

    /// <summary>What the stand-in for squeue says of all jobs from now on: R, CD, …</summary>
    public static void TellState(BenchSettings settings, string state)
    {
        string temporary = settings.StandIn("state.new");
        File.WriteAllText(temporary, state + "\n");
        File.Move(temporary, settings.StandIn("state"), overwrite: true);
    }

    private long Length => File.Exists(path) ? new FileInfo(path).Length : 0;
}
