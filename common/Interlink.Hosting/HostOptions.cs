using Interlink.Hosting.Listening;
using Interlink.Hosting.Logs;
using Interlink.Hosting.Telemetry;

namespace Interlink.Hosting;

/// <summary>What every HTTP program is told about its surroundings. Read once, validated at start-up, fixed afterwards.</summary>
public sealed record HostOptions
{
    /// <summary>Where to listen and who may call.</summary>
    public ListenOptions Listen { get; init; } = new();

    /// <summary>What is logged and how.</summary>
    public LogOptions Logs { get; init; } = new();

    /// <summary>Whether and where traces are sent; off by default.</summary>
    public TelemetryOptions Telemetry { get; init; } = new();

    /// <summary>The largest request body in bytes; a larger one is answered 413. At least 1 KiB, 64 MiB by default.</summary>
    public long MaxRequestBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>
    /// How long requests in flight may take to finish once the program is told to stop; more than 0, 25 seconds by default: five less
    /// than the 30 that Kubernetes and interLink's own deployments leave.
    /// </summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>Everything that is wrong with these options, as sentences; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate() => HostOptionsValidator.Validate(this);
}
