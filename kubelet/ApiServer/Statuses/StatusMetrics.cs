using System.Diagnostics.Metrics;
using Interlink.ApiServer.Sidecars;

namespace Interlink.ApiServer.Statuses;

/// <summary>How many pods are kept.</summary>
internal sealed class StatusMetrics : IDisposable
{
    private readonly Meter _meter = new("interlink.relay.statuses");

    public StatusMetrics(SidecarFleet fleet)
    {
        _ = _meter.CreateObservableGauge(
            "interlink.relay.pods",
            () => fleet.Sidecars.Select(sidecar => new Measurement<int>(sidecar.Board.Count, new KeyValuePair<string, object?>("sidecar", sidecar.Name))),
            description: "Pods whose states are kept, by sidecar.");
    }

    public void Dispose() => _meter.Dispose();
}
