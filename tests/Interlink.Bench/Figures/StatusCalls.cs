using Interlink.Bench.Calls;
using Interlink.Bench.Pods;
using Interlink.Bench.Processes;
using Interlink.Bench.Reports;
using Interlink.Bench.Sidecars;

namespace Interlink.Bench.Figures;

/// <summary>How long a question about many pods takes, and how many processes it starts.</summary>
internal sealed class StatusCalls : IFigure
{
    private const double SnapshotTarget = 8;

    // Longer than the sidecar believes what it has read of a pod's file.
    private static readonly TimeSpan Stale = TimeSpan.FromMilliseconds(700);

    private static readonly (int Pods, double Target)[] Sizes = [(1, 5), (100, 8), (1000, 20)];

    public string Name => "status";

    public string Summary => "/status of 1, 100 and 1,000 running pods";

    public void Measure(BenchSettings settings, FigureTable table)
    {
        foreach ((int pods, double target) in Sizes)
        {
            SidecarHome home = Population.Running(settings, $"status-{pods}", pods);
            byte[] question = SamplePod.StatusRequest(pods);
            First(settings, table, home, pods, question, target);
            Later(settings, table, home, pods, question);
        }
    }

    private static void First(BenchSettings settings, FigureTable table, SidecarHome home, int pods, byte[] question, double target)
    {
        List<double> calls = [], sinceStart = [], started = [];
        for (int round = 0; round < settings.Rounds(10, 3); round++)
        {
            var commands = new StartedCommands(settings);
            using Sidecar sidecar = home.Start();
            using SidecarConnection connection = sidecar.Connect();
            calls.Add(Clock.MillisecondsOf(() => connection.Ask("GET", "/status", question)));
            sinceStart.Add(Clock.MillisecondsSince(sidecar.StartedAt));
            started.Add(commands.Count);
        }

        const string remarks = "nothing cached; sent once the socket is there";
        table.Add($"/status of {pods:N0}, the first call after the start", new Samples(calls), "ms", target, remarks);
        table.Add($"/status of {pods:N0}, process start → that answer", new Samples(sinceStart), "ms");
        table.Add($"/status of {pods:N0}, processes started for the first call", new Samples(started), "", 1);
    }

    private static void Later(BenchSettings settings, FigureTable table, SidecarHome home, int pods, byte[] question)
    {
        using Sidecar sidecar = home.Start();
        using SidecarConnection connection = sidecar.ConnectWarm();
        int answered = connection.Ask("GET", "/status", question).Length;
        var commands = new StartedCommands(settings);
        Samples calls = Samples.Of(settings.Rounds(100, 30), () => Clock.MillisecondsOf(() => connection.Ask("GET", "/status", question)));
        double perCall = (double)commands.Count / calls.Count;
        string sizes = $"{Kilobytes(question.Length)} in, {Kilobytes(answered)} out";
        table.Add($"/status of {pods:N0}, from the snapshot", calls, "ms", SnapshotTarget, sizes);
        table.Add($"/status of {pods:N0}, processes started per call", perCall, "", 1);
        Samples spaced = Samples.Of(settings.Rounds(10, 3), () =>
        {
            Pause.For(Stale);
            return Clock.MillisecondsOf(() => connection.Ask("GET", "/status", question));
        });
        string often = $"a call every {Stale.TotalMilliseconds:0} ms";
        table.Add($"/status of {pods:N0}, podlet's files looked at again", spaced, "ms", remarks: often);
    }

    private static string Kilobytes(int bytes) => $"{bytes / 1000.0:0.#} kB";
}
