using System.Globalization;
using System.Text;
using Interlink.Bench.Calls;
using Interlink.Bench.Pods;
using Interlink.Bench.Processes;
using Interlink.Bench.Reports;
using Interlink.Bench.Sidecars;

namespace Interlink.Bench.Figures;

/// <summary>From the writing of a line into a container's log to its arrival at who follows the log.</summary>
internal sealed class LogFollowing : IFigure
{
    private const int LongestPauseMilliseconds = 120;

    public string Name => "follow";

    public string Summary => "a line written → at the client that follows";

    public void Measure(BenchSettings settings, FigureTable table)
    {
        int lines = settings.Rounds(200, 40);
        SidecarHome home = Population.Running(settings, "follow", 1);
        var files = new PodFiles(home.Jobs, 0);
        files.WriteLog(0);
        using Sidecar sidecar = home.Start();
        using SidecarConnection connection = sidecar.ConnectWarm();
        connection.Begin("GET", "/getLogs", SamplePod.LogRequest(0, "\"Follow\":true"));
        var writer = new Thread(() => WriteLines(files.Log, lines));
        writer.Start();
        var delays = new Samples(ReadLines(connection, lines));
        writer.Join();
        table.Add("follow: written → at the client, median", delays, "ms", 20, "local file system, lines at random intervals");
        table.Add("follow: written → at the client, longest", delays.Highest, "ms", 100);
    }

    // Each line is the time at which it is written.
    private static void WriteLines(string log, int lines)
    {
        var pauses = new Random(7);
        using var file = new FileStream(log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        for (int line = 0; line < lines; line++)
        {
            Pause.For(TimeSpan.FromMilliseconds(pauses.Next(1, LongestPauseMilliseconds)));
            file.Write(Encoding.ASCII.GetBytes($"{Clock.Now}\n"));
        }
    }

    private static List<double> ReadLines(SidecarConnection connection, int lines)
    {
        List<double> delays = [];
        byte[] buffer = new byte[4096];
        int filled = 0;
        while (delays.Count < lines)
        {
            int count = connection.ReadBody(buffer.AsSpan(filled));
            long arrived = Clock.Now;
            if (count == 0)
                throw new BenchException("the sidecar ended a log that is still followed.");
            filled += count;
            for (int end; (end = buffer.AsSpan(0, filled).IndexOf((byte)'\n')) >= 0;)
            {
                long written = long.Parse(Encoding.ASCII.GetString(buffer, 0, end), CultureInfo.InvariantCulture);
                delays.Add(Clock.Milliseconds(written, arrived));
                buffer.AsSpan(end + 1, filled - end - 1).CopyTo(buffer);
                filled -= end + 1;
            }
        }

        return delays;
    }
}
