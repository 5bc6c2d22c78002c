using Interlink.Bench.Calls;
using Interlink.Bench.Processes;

namespace Interlink.Bench.Sidecars;

/// <summary>A running slurm-sidecar.</summary>
internal sealed class Sidecar : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Child child;
    private readonly SidecarHome home;

    private Sidecar(Child child, SidecarHome home, long startedAt)
    {
        this.child = child;
        this.home = home;
        StartedAt = startedAt;
    }

    public int Id => child.Id;

    /// <summary>When its process was about to be started.</summary>
    public long StartedAt { get; }

    /// <summary>Starts the program and returns before it listens.</summary>
    public static Sidecar Start(string program, string config, SidecarHome home)
    {
        File.Delete(home.Socket);
        long startedAt = Clock.Now;
        return new Sidecar(Child.Start([program, "--SlurmConfigpath", config], home.Log), home, startedAt);
    }

    /// <summary>A connection as soon as there can be one.</summary>
    public SidecarConnection Connect()
    {
        SidecarConnection? connection = null;
        try
        {
            Pause.Until(() => (connection = SidecarConnection.TryOpen(home.Socket)) is not null, Limit, "slurm-sidecar listens");
        }
        catch (BenchException)
        {
            throw new BenchException($"slurm-sidecar did not start; it said: {Said}");
        }

        return connection!;
    }

    /// <summary>Calls /livez once more than it takes: the program is up and the connection warm.</summary>
    public SidecarConnection ConnectWarm()
    {
        SidecarConnection connection = Connect();
        connection.Ask("GET", "/livez");
        connection.Ask("GET", "/livez");
        return connection;
    }

    public void Dispose()
    {
        child.Terminate();
        child.WaitForExit();
        child.Dispose();
    }

    private string Said => File.Exists(home.Log) ? string.Join(" / ", File.ReadLines(home.Log).TakeLast(5)) : "nothing";
}
