using Interlink.Bench.Calls;
using Interlink.Bench.Pods;
using Interlink.Bench.Processes;
using Interlink.Bench.Reports;
using Interlink.Bench.Sidecars;

namespace Interlink.Bench.Figures;

/// <summary>How long a pod's creation takes, submission included, and how many there can be in a second.</summary>
internal sealed class CreateCalls : IFigure
{
    private const int WarmUp = 50;
    private const int Clients = 8;

    public string Name => "create";

    public string Summary => "/create one by one and with 8 clients";

    public void Measure(BenchSettings settings, FigureTable table)
    {
        Samples bare = Samples.Of(200, () => Clock.MillisecondsOf(() => Child.Run([settings.StandIn("sbatch"), "--parsable", "script"])));
        table.Add("the sbatch stand-in by itself", bare, "ms", remarks: "spawn to exit");
        SidecarHome home = SidecarHome.Create(settings, "create");
        using Sidecar sidecar = home.Start();
        using SidecarConnection connection = sidecar.ConnectWarm();
        var creations = new Creations(home.Socket);
        creations.Run(0, WarmUp, clients: 1);
        int next = OneByOne(settings, table, sidecar, connection, WarmUp, bare);
        AtOnce(settings, table, creations, next);
        table.Add("/create, failed", creations.Refusals.Count, "", 0, creations.Refusals.FirstOrDefault() ?? "");
    }

    private static int OneByOne(
        BenchSettings settings, FigureTable table, Sidecar sidecar, SidecarConnection connection, int next, Samples bare)
    {
        const int PerRound = 200;
        double cpuBefore = ProcessUse.CpuSeconds(sidecar.Id);
        var rounds = Enumerable.Range(0, settings.Rounds(5, 2))
            .Select(_ => Samples.Of(PerRound, () => Create(connection, next++)))
            .ToList();
        double cpu = (ProcessUse.CpuSeconds(sidecar.Id) - cpuBefore) * 1000 / (rounds.Count * PerRound);
        var median = new Samples(rounds.Select(round => round.Median));
        table.Add("/create one by one, p50", median, "ms", remarks: "the Go plugin: 3.8–4.3 ms with such a stand-in");
        table.Add("/create one by one, p95", new Samples(rounds.Select(round => round.Percentile(95))), "ms");
        table.AddRatio("/create one by one, p50, as a multiple of the stand-in", median, bare);
        table.Add("/create one by one, CPU of the sidecar per call", cpu, "ms");
        return next;
    }

    private static void AtOnce(BenchSettings settings, FigureTable table, Creations creations, int next)
    {
        const int PerRound = 500;
        Samples rates = Samples.Of(settings.Rounds(5, 2), () =>
        {
            double seconds = creations.Run(next, PerRound, Clients);
            next += PerRound;
            return PerRound / seconds;
        });
        table.Add($"/create with {Clients} clients", rates, "/s", 500);
    }

    private static double Create(SidecarConnection connection, int number)
    {
        byte[] request = SamplePod.CreateRequest(number);
        return Clock.MillisecondsOf(() => connection.Ask("POST", "/create", request));
    }
}
