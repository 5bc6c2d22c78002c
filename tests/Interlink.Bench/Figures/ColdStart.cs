using Interlink.Bench.Calls;
using Interlink.Bench.Processes;
using Interlink.Bench.Reports;
using Interlink.Bench.Sidecars;

namespace Interlink.Bench.Figures;

/// <summary>From the start of the sidecar's process to its first answers.</summary>
internal sealed class ColdStart : IFigure
{
    private const int FinishedPods = 800;

    public string Name => "start";

    public string Summary => "process start to first answer";

    public void Measure(BenchSettings settings, FigureTable table)
    {
        int rounds = settings.Rounds(20, 5);
        SidecarHome empty = SidecarHome.Create(settings, "start-empty");
        Samples first = Samples.Of(settings.Rounds(5, 2), () =>
        {
            if (Directory.Exists(empty.Jobs))
                Directory.Delete(empty.Jobs, recursive: true);
            return Start(empty).Live;
        });
        Report(table, "empty root", empty, rounds, target: 20);
        table.Add("start → /livez, no root yet", first, "ms", remarks: "podlet is copied into it");
        Report(table, $"{FinishedPods} finished pods", Population.Finished(settings, "start-finished", FinishedPods), rounds, target: 30);
    }

    private static void Report(FigureTable table, string root, SidecarHome home, int rounds, double target)
    {
        var starts = Enumerable.Range(0, rounds).Select(_ => Start(home)).ToList();
        table.Add($"start → /livez, {root}", new Samples(starts.Select(start => start.Live)), "ms", target);
        table.Add($"start → /livez, {root}, CPU of the sidecar", new Samples(starts.Select(start => start.Cpu)), "ms");
        table.Add($"start → first ping answered, {root}", new Samples(starts.Select(start => start.Ping)), "ms", remarks: "asks sinfo");
    }

    private static (double Live, double Cpu, double Ping) Start(SidecarHome home)
    {
        using Sidecar sidecar = home.Start();
        using SidecarConnection connection = sidecar.Connect();
        connection.Ask("GET", "/livez");
        double live = Clock.MillisecondsSince(sidecar.StartedAt);
        double cpu = ProcessUse.CpuMillisecondsOfThreads(sidecar.Id);
        long pinged = Clock.Now;
        connection.Ask("GET", "/status", "[]"u8);
        // Without the time it took to look at the CPU in between.
        return (live, cpu, live + Clock.MillisecondsSince(pinged));
    }
}
