using System.Diagnostics.Metrics;

namespace Interlink.ApiServer.Sidecars;

/// <summary>What is counted about the sidecars.</summary>
internal sealed class SidecarMetrics : IDisposable
{
    private readonly Meter _meter = new("interlink.relay");
    private readonly Counter<long> _questions;
    private readonly Histogram<double> _duration;

    public SidecarMetrics()
    {
        _questions = _meter.CreateCounter<long>(
            "interlink.relay.questions", description: "Questions sent to sidecars, by sidecar, call and outcome (HTTP status, or none).");
        _duration = _meter.CreateHistogram<double>("interlink.relay.question.duration", "s", "Time until a sidecar's answer began, by call.");
    }

    /// <param name="sidecar">The sidecar's name.</param>
    /// <param name="call">The path.</param>
    /// <param name="status">The HTTP status; null when there was no answer.</param>
    /// <param name="took">From the question to the beginning of the answer.</param>
    public void Asked(string sidecar, string call, int? status, TimeSpan took)
    {
        _questions.Add(1, new("sidecar", sidecar), new("call", call), new("outcome", status is { } code ? code : "none"));
        _duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("call", call));
    }

    public void Dispose() => _meter.Dispose();
}
