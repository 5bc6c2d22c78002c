using System.Globalization;
using System.Text;

namespace Interlink.Hosting.Metrics;

/// <summary>What Prometheus' client libraries tell about their process, under the same names, read from /proc.</summary>
internal static class ProcessMetrics
{
    private const int StartTimeField = 22;
    private const double TicksPerSecond = 100; // USER_HZ: fixed by Linux' ABI

    public static void Write(StringBuilder text, ProgramIdentity program)
    {
        Gauge(text, "interlink_build_info", "What runs here; always 1.", Labels(program), 1);
        PrometheusText.Header(text, "process_cpu_seconds_total", "CPU time used.", MetricKind.Counter);
        PrometheusText.Sample(text, "process_cpu_seconds_total", "", Environment.CpuUsage.TotalTime.TotalSeconds);
        Gauge(text, "process_resident_memory_bytes", "Memory that is in RAM.", "", Environment.WorkingSet);
        if (OpenDescriptors() is { } descriptors)
        {
            Gauge(text, "process_open_fds", "Open file descriptors.", "", descriptors);
        }

        if (StartTime() is { } started)
        {
            Gauge(text, "process_start_time_seconds", "When the process started, in seconds since 1970.", "", started);
        }
    }

    private static string Labels(ProgramIdentity program) =>
        MetricLabels.Format([new("name", program.Name), new("version", program.Version), new("runtime", Environment.Version.ToString())]);

    private static void Gauge(StringBuilder text, string name, string help, string labels, double value)
    {
        PrometheusText.Header(text, name, help, MetricKind.Gauge);
        PrometheusText.Sample(text, name, labels, value);
    }

    private static int? OpenDescriptors()
    {
        try
        {
            return Directory.EnumerateFileSystemEntries("/proc/self/fd").Count();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static double? StartTime()
    {
        try
        {
            // The second field is the program's name in parentheses and may hold anything.
            var stat = File.ReadAllText("/proc/self/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var booted = File.ReadLines("/proc/stat").First(line => line.StartsWith("btime ", StringComparison.Ordinal))["btime ".Length..];
            return double.Parse(booted, CultureInfo.InvariantCulture)
                + (double.Parse(fields[StartTimeField - 3], CultureInfo.InvariantCulture) / TicksPerSecond);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
