using Interlink.Bench.Calls;
using Interlink.Bench.Pods;
using Interlink.Bench.Processes;
using Interlink.Bench.Reports;
using Interlink.Bench.Sidecars;

namespace Interlink.Bench.Figures;

/// <summary>What it costs the sidecar that many follow logs into which nothing is written.</summary>
internal sealed class IdleFollowers : IFigure
{
    private const int Followers = 1000;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    public string Name => "followers";

    public string Summary => "CPU and memory of the sidecar with 1,000 idle followers";

    public void Measure(BenchSettings settings, FigureTable table)
    {
        var watched = TimeSpan.FromSeconds(settings.Rounds(20, 5));
        SidecarHome home = Population.Running(settings, "followers", Followers);
        for (int number = 0; number < Followers; number++)
            new PodFiles(home.Jobs, number).WriteLog(10);
        using Sidecar sidecar = home.Start();
        using SidecarConnection connection = sidecar.ConnectWarm();
        connection.Ask("GET", "/status", SamplePod.StatusRequest(Followers));
        double cpuAlone = Cpu(sidecar, watched);
        (double total, double anonymous) = Memory(sidecar);
        var followers = Enumerable.Range(0, Followers).Select(number => Follow(home, number)).ToList();
        try
        {
            double cpu = Cpu(sidecar, watched);
            (double totalThen, double anonymousThen) = Memory(sidecar);
            string alone = $"without them {cpuAlone:0.0} %: the poll of {Followers:N0} jobs";
            table.Add($"{Followers:N0} idle followers, CPU of one core", cpu, "%", remarks: alone);
            table.Add($"{Followers:N0} idle followers, resident, more by", totalThen - total, "MB", remarks: $"before {total:0} MB");
            double more = anonymousThen - anonymous;
            table.Add($"{Followers:N0} idle followers, anonymous, more by", more, "MB", remarks: $"before {anonymous:0} MB");
        }
        finally
        {
            followers.ForEach(follower => follower.Dispose());
        }
    }

    private static SidecarConnection Follow(SidecarHome home, int number)
    {
        SidecarConnection follower = SidecarConnection.Open(home.Socket);
        int status = follower.Begin("GET", "/getLogs", SamplePod.LogRequest(number, "\"Follow\":true"));
        return status == 200 ? follower : throw new BenchException($"following a log was answered {status}.");
    }

    private static double Cpu(Sidecar sidecar, TimeSpan watched)
    {
        Pause.For(Rest);
        double before = ProcessUse.CpuSeconds(sidecar.Id);
        Pause.For(watched);
        return (ProcessUse.CpuSeconds(sidecar.Id) - before) * 100 / watched.TotalSeconds;
    }

    private static (double Total, double Anonymous) Memory(Sidecar sidecar) =>
        (ProcessUse.Megabytes(sidecar.Id, "VmRSS"), ProcessUse.Megabytes(sidecar.Id, "RssAnon"));
}
