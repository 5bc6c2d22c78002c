using System.Diagnostics.Metrics;
using Interlink.Hosting.Health;
using Interlink.SshTunnel.Configuration;

namespace Interlink.SshTunnel.Tunnels;

/// <summary>Whether the tunnel is up, and if not why: for readiness and metrics.</summary>
internal sealed class TunnelState : IReadinessCheck, IDisposable
{
    private readonly Meter _meter = new("interlink.tunnel");
    private readonly TunnelSettings _settings;
    private volatile string? _problem;
    private long _times;
    private long _failures;

    public TunnelState(TunnelSettings settings)
    {
        _settings = settings;
        _problem = $"the tunnel to {settings.Address} is being made";
        _meter.CreateObservableCounter(
            "interlink.tunnel.reconnects",
            () => Math.Max(0, Interlocked.Read(ref _times) - 1),
            description: "How often the tunnel came up again.");
        _meter.CreateObservableCounter(
            "interlink.tunnel.failures", () => Interlocked.Read(ref _failures), description: "Connections that failed or were lost.");
        _meter.CreateObservableGauge(
            "interlink.tunnel.connected", () => _problem is null ? 1 : 0, description: "1 while the tunnel is up, else 0.");
    }

    public string Name => "tunnel";

    public void Up()
    {
        Interlocked.Increment(ref _times);
        _problem = null;
    }

    /// <param name="reason">A sentence without a full stop.</param>
    public void Down(string reason)
    {
        Interlocked.Increment(ref _failures);
        _problem = "the tunnel is down: " + reason;
    }

    public ValueTask<string?> CheckAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(_problem ?? (_settings.LocalSocket is { } socket && !File.Exists(socket)
            ? $"the tunnel is up, but there is no {socket} on this side yet"
            : null));

    public void Dispose() => _meter.Dispose();
}
