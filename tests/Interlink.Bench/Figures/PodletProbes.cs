using System.Net;
using System.Net.Sockets;
using Interlink.Bench.Processes;
using Interlink.Bench.Reports;
using Interlink.Protocol;
using Interlink.Protocol.Plans;

namespace Interlink.Bench.Figures;

/// <summary>What the probes of a hundred containers cost podlet, one per second each.</summary>
internal sealed class PodletProbes : IFigure
{
    private const int Containers = 100;
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(8);

    public string Name => "probes";

    public string Summary => "CPU and memory of podlet with 100 containers that are probed every second";

    public void Measure(BenchSettings settings, FigureTable table)
    {
        using TcpListener server = new(IPAddress.Loopback, 0);
        server.Start();
        int port = ((IPEndPoint)server.LocalEndpoint).Port;
        using CancellationTokenSource end = new();
        Task answering = AnswerAsync(server, end.Token);
        Measure(settings, table, "no probe", null);
        Measure(settings, table, "httpGet", new HandlerPlan { HttpGet = new HttpGetPlan($"http://127.0.0.1:{port}/", []) }, target: 3);
        Measure(settings, table, "tcpSocket", new HandlerPlan { TcpSocket = new TcpSocketPlan("127.0.0.1", port) }, target: 3);
        Measure(settings, table, "exec of true", new HandlerPlan { Exec = ["/bin/true"] });
        end.Cancel();
        server.Stop();
        answering.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private static void Measure(BenchSettings settings, FigureTable table, string what, HandlerPlan? handler, double? target = null)
    {
        string folder = Folder(settings, what, handler);
        using Child podlet = Child.Start([settings.Podlet, "run", folder]);
        Pause.For(SettleTime);
        List<double> percent = [];
        for (int round = 0; round < settings.Rounds(5, 2); round++)
        {
            double before = ProcessUse.CpuSeconds(podlet.Id) * 1000;
            long begun = Clock.Now;
            Pause.For(TimeSpan.FromSeconds(4));
            percent.Add((ProcessUse.CpuSeconds(podlet.Id) * 1000 - before) / Clock.MillisecondsSince(begun) * 100);
        }

        table.Add($"podlet, 100 containers, {what}: CPU of one core", new Samples(percent), "%", target);
        table.Add($"podlet, 100 containers, {what}: resident", new Samples([ProcessUse.Megabytes(podlet.Id, "VmRSS")]), "MB");
        podlet.Terminate();
        podlet.WaitForExit();
    }

    private static string Folder(BenchSettings settings, string name, HandlerPlan? handler)
    {
        string folder = Path.Combine(settings.Work, "podlet", "probes-" + name.Replace(' ', '-'));
        Directory.CreateDirectory(folder);
        ProbesPlan? probes = handler is null ? null : new ProbesPlan { Liveness = new ProbePlan { Handler = handler, PeriodSeconds = 1, FailureThreshold = 1000 } };
        File.WriteAllBytes(Path.Combine(folder, JobFolderFiles.Plan), PlanJson.Write(new PodPlan
        {
            Namespace = "default",
            Name = "probed",
            Uid = "uid-probed",
            TerminationGracePeriodSeconds = 5,
            Runtime = new RuntimePlan { Kind = ContainerRuntime.Host },
            Containers =
            [
                .. Enumerable.Range(0, Containers).Select(number => new ContainerPlan
                {
                    Name = "c" + number, Image = "none", Command = ["sleep", "600"], Probes = probes,
                }),
            ],
        }));
        return folder;
    }

    private static async Task AnswerAsync(TcpListener server, CancellationToken cancellationToken)
    {
        byte[] answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray();
        byte[] buffer = new byte[4096];
        while (!cancellationToken.IsCancellationRequested)
        {
            using TcpClient client = await server.AcceptTcpClientAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                if (await client.GetStream().ReadAsync(buffer, cancellationToken).ConfigureAwait(false) > 0)
                    await client.GetStream().WriteAsync(answer, cancellationToken).ConfigureAwait(false);
            }
            catch (IOException)
            {
                // A probe that only connects.
            }
        }
    }
}
