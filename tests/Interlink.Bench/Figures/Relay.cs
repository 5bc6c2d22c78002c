using Interlink.Bench.Calls;
using Interlink.Bench.Pods;
using Interlink.Bench.Processes;
using Interlink.Bench.Relays;
using Interlink.Bench.Reports;

namespace Interlink.Bench.Figures;

/// <summary>What the API server spares its sidecar, and what it needs for that.</summary>
internal sealed class Relay : IFigure
{
    private const int Clients = 64;
    private const int Streams = 1000;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public string Name => "relay";

    public string Summary => "/status of 1,000 and 10,000 pods by 64 virtual kubelets, and 1,000 log streams, through interlink";

    public void Measure(BenchSettings settings, FigureTable table)
    {
        States(settings, table, 1_000);
        States(settings, table, 10_000);
        Logs(settings, table);
    }

    // As Go's virtual kubelets ask: each about its own pods, one after the other, again and again.
    private static void States(BenchSettings settings, FigureTable table, int pods)
    {
        using ApiServer server = ApiServer.Start(settings, $"relay-{pods}");
        double idle = server.Megabytes("VmRSS");
        byte[][] questions = [.. Enumerable.Range(0, pods).Select(SamplePod.StatusRequestOf)];
        using (SidecarConnection first = server.Connect())
            first.Ask("GET", "/status", SamplePod.StatusRequest(pods));
        int before = server.Sidecar.Questions;
        double seconds = settings.Rounds(20, 5);
        long begun = Clock.Now;
        var calls = new List<double>[Clients];
        Task.WaitAll([.. Enumerable.Range(0, Clients).Select(client => Task.Factory.StartNew(
            () => calls[client] = Ask(server, questions, client, begun, seconds), TaskCreationOptions.LongRunning))]);
        int asked = server.Sidecar.Questions - before, answered = calls.Sum(client => client.Count);
        string remarks = $"{answered / seconds:N0} questions a second answered";
        table.Add($"/status of {pods:N0} by {Clients} clients, questions to the sidecar a second", asked / seconds, "", 0.6, remarks);
        table.Add($"/status of {pods:N0} by {Clients} clients, a call", new Samples(calls.SelectMany(client => client)), "ms");
        table.Add($"interlink resident, {pods:N0} pods", server.Megabytes("VmRSS"), "MB", remarks: $"idle {idle:0} MB");
    }

    private static List<double> Ask(ApiServer server, byte[][] questions, int client, long begun, double seconds)
    {
        using SidecarConnection connection = server.Connect();
        var calls = new List<double>();
        for (int i = client; Clock.MillisecondsSince(begun) < seconds * 1000; i = i + Clients < questions.Length ? i + Clients : client)
            calls.Add(Clock.MillisecondsOf(() => connection.Ask("GET", "/status", questions[i])));
        return calls;
    }

    private static void Logs(BenchSettings settings, FigureTable table)
    {
        using ApiServer server = ApiServer.Start(settings, "relay-logs");
        double idle = server.Megabytes("VmRSS");
        var followers = new List<SidecarConnection>();
        try
        {
            for (int number = 0; number < Streams; number++)
            {
                SidecarConnection follower = server.Connect();
                followers.Add(follower);
                if (follower.Begin("GET", "/getLogs", SamplePod.LogRequest(number, "\"Follow\":true")) is var status and not 200)
                    throw new BenchException($"following a log was answered {status}.");
            }

            Pause.Until(() => server.Sidecar.Followers == Streams, Limit, "all logs are followed");
            Pause.For(Rest);
            table.Add($"interlink resident, {Streams:N0} log streams, more by", server.Megabytes("VmRSS") - idle, "MB", remarks: $"before {idle:0} MB");
        }
        finally
        {
            followers.ForEach(follower => follower.Dispose());
        }
    }
}
