using Interlink.Bench.Calls;
using Interlink.Bench.Pods;
using Interlink.Bench.Processes;

namespace Interlink.Bench.Sidecars;

/// <summary>Job folders made by the sidecar itself, so that they are what it finds in real life.</summary>
internal static class Population
{
    private const int Clients = 8;

    /// <summary>So many pods whose jobs run. The sidecar that made them is stopped.</summary>
    public static SidecarHome Running(BenchSettings settings, string name, int count)
    {
        SidecarHome home = SidecarHome.Create(settings, name);
        StartedCommands.TellState(settings, "R");
        using Sidecar sidecar = home.Start();
        using SidecarConnection connection = sidecar.ConnectWarm();
        Create(home, count);
        for (int number = 0; number < count; number++)
            new PodFiles(home.Jobs, number).WriteRunning();
        return home;
    }

    /// <summary>So many pods whose jobs are over and whose states are final. The sidecar that made them is stopped.</summary>
    public static SidecarHome Finished(BenchSettings settings, string name, int count)
    {
        SidecarHome home = SidecarHome.Create(settings, name, pollSeconds: 1);
        StartedCommands.TellState(settings, "R");
        using (Sidecar sidecar = home.Start())
        using (SidecarConnection connection = sidecar.ConnectWarm())
        {
            Create(home, count);
            var pods = Enumerable.Range(0, count).Select(number => new PodFiles(home.Jobs, number)).ToList();
            pods.ForEach(pod => pod.WriteSucceeded());
            StartedCommands.TellState(settings, "CD");
            Pause.Until(() => pods.TrueForAll(pod => pod.HasOutcome), TimeSpan.FromSeconds(60), "all pods have their final state");
        }

        StartedCommands.TellState(settings, "R");
        return home;
    }

    private static void Create(SidecarHome home, int count)
    {
        var creations = new Creations(home.Socket);
        creations.Run(0, count, Clients);
        if (creations.Refusals.Count > 0)
            throw new BenchException($"{creations.Refusals.Count} of {count} pods were not created: {creations.Refusals.First()}");
    }
}
