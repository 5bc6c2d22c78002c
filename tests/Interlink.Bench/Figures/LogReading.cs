using Interlink.Bench.Calls;
using Interlink.Bench.Pods;
using Interlink.Bench.Processes;
using Interlink.Bench.Reports;
using Interlink.Bench.Sidecars;

namespace Interlink.Bench.Figures;

/// <summary>How long it takes to read large logs whole and from their end, and what memory it takes.</summary>
internal sealed class LogReading : IFigure
{
    private const int LineLength = 100;
    private const long Million = 1_000_000;
    private const int TailLines = 40_000;

    public string Name => "logs";

    public string Summary => "/getLogs of 100 MB and 1 GB, and the last 40,000 lines";

    public void Measure(BenchSettings settings, FigureTable table)
    {
        SidecarHome home = Population.Running(settings, "logs", 1);
        var files = new PodFiles(home.Jobs, 0);
        using Sidecar sidecar = home.Start();
        using SidecarConnection connection = sidecar.ConnectWarm();

        files.WriteLog(Million);
        Whole(table, sidecar, connection, "100 MB", Million, settings.Rounds(10, 3), 80);
        Samples tail = Samples.Of(settings.Rounds(20, 5), () => Read(connection, $"\"Tail\":{TailLines}", TailLines * LineLength));
        table.Add($"/getLogs, the last {TailLines:N0} lines of 100 MB", tail, "ms", 50);

        if (new DriveInfo(settings.Work).AvailableFreeSpace < 3_000_000_000)
        {
            table.AddMissing("/getLogs of 1 GB", "there is no room for such a log");
            return;
        }

        files.WriteLog(10 * Million);
        Whole(table, sidecar, connection, "1 GB", 10 * Million, settings.Rounds(3, 1), null);
        File.Delete(files.Log);
    }

    private static void Whole(
        FigureTable table, Sidecar sidecar, SidecarConnection connection, string size, long lines, int rounds, double? target)
    {
        double before = ProcessUse.Megabytes(sidecar.Id, "VmRSS");
        ProcessUse.ForgetPeak(sidecar.Id);
        double cpuBefore = ProcessUse.CpuSeconds(sidecar.Id);
        Samples reads = Samples.Of(rounds, () => Read(connection, "", lines * LineLength));
        double cpu = (ProcessUse.CpuSeconds(sidecar.Id) - cpuBefore) * 1000 / rounds;
        double grown = ProcessUse.Megabytes(sidecar.Id, "VmHWM") - before;
        table.Add($"/getLogs of {size}", reads, "ms", target, $"CPU of the sidecar {cpu:0} ms; the file is in the page cache");
        table.Add($"/getLogs of {size}, memory of the sidecar at its peak, more by", grown, "MB", 10);
    }

    private static double Read(SidecarConnection connection, string options, long expected)
    {
        byte[] buffer = new byte[256 * 1024];
        byte[] question = SamplePod.LogRequest(0, options);
        long read = 0;
        double took = Clock.MillisecondsOf(() =>
        {
            connection.Begin("GET", "/getLogs", question);
            for (int count; (count = connection.ReadBody(buffer)) > 0;)
                read += count;
        });
        return read == expected ? took : throw new BenchException($"the log came with {read} bytes in place of {expected}.");
    }
}
