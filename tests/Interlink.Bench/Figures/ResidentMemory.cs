using Interlink.Bench.Calls;
using Interlink.Bench.Processes;
using Interlink.Bench.Reports;
using Interlink.Bench.Sidecars;

namespace Interlink.Bench.Figures;

/// <summary>Memory of the sidecar, in use after it has come to rest.</summary>
internal sealed class ResidentMemory : IFigure
{
    private const int Pods = 1000;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    public string Name => "memory";

    public string Summary => "resident memory of the sidecar, idle and with 1,000 pods";

    public void Measure(BenchSettings settings, FigureTable table)
    {
        var rounds = Enumerable.Range(0, settings.Rounds(3, 1)).Select(round => Round(settings, round)).ToList();
        Report(table, "idle", [.. rounds.Select(round => round.Idle)], 30, 14);
        Report(table, $"after {Pods:N0} creates", [.. rounds.Select(round => round.Loaded)], 38, 20);
        Report(table, $"after {Pods:N0} more, 8 at a time", [.. rounds.Select(round => round.Crowded)], null, null);
    }

    private static (Use Idle, Use Loaded, Use Crowded) Round(BenchSettings settings, int round)
    {
        SidecarHome home = SidecarHome.Create(settings, $"memory-{round}");
        using Sidecar sidecar = home.Start();
        using SidecarConnection connection = sidecar.ConnectWarm();
        connection.Ask("GET", "/status", "[]"u8);
        Use idle = Look(sidecar);
        var creations = new Creations(home.Socket);
        creations.Run(0, Pods, clients: 1);
        Use loaded = Look(sidecar);
        creations.Run(Pods, Pods, clients: 8);
        if (creations.Refusals.Count > 0)
            throw new BenchException($"pods were not created: {creations.Refusals.First()}");
        return (idle, loaded, Look(sidecar));
    }

    private static void Report(FigureTable table, string when, List<Use> uses, double? total, double? anonymous)
    {
        table.Add($"slurm-sidecar resident, {when}", new Samples(uses.Select(use => use.Total)), "MB", total);
        table.Add($"slurm-sidecar resident, {when}, anonymous", new Samples(uses.Select(use => use.Anonymous)), "MB", anonymous);
    }

    private static Use Look(Sidecar sidecar)
    {
        Pause.For(Rest);
        return new Use(ProcessUse.Megabytes(sidecar.Id, "VmRSS"), ProcessUse.Megabytes(sidecar.Id, "RssAnon"));
    }

    private sealed record Use(double Total, double Anonymous);
}
