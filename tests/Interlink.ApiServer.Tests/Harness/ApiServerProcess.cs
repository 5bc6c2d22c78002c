using System.Diagnostics;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.ApiServer.Tests.Harness;

/// <summary>The API server.</summary>
internal sealed class ApiServerProcess(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    : RunningProgram(StartOf(arguments, environment))
{
    private static readonly string[] Overrides =
        ["INTERLINKURL", "INTERLINKPORT", "SIDECARURL", "SIDECARPORT", "INTERLINKCONFIGPATH", "ENABLE_PPROF", "ENABLE_TRACING"];

    public long ResidentKilobytes => long.Parse(
        File.ReadLines($"/proc/{Id}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ')[^2]);

    /// <summary>Waits until it listens.</summary>
    public Task StartedAsync() => LoggedAsync(" listens on ");

    private static ProcessStartInfo StartOf(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = StartOf("interlink", arguments);
        foreach (var name in Overrides)
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
