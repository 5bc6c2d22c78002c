using System.Diagnostics.Metrics;

namespace Interlink.Hosting.Metrics;

/// <summary>Counts the calls that were answered, per endpoint.</summary>
internal sealed class HttpMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;
    private readonly UpDownCounter<long> _active;
    private readonly UpDownCounter<long> _logs;

    /// <param name="scope">The host these numbers belong to: a process may hold several (tests do).</param>
    public HttpMetrics(MetricScope scope)
    {
        _meter = new Meter(new MeterOptions("interlink.http") { Scope = scope });
        _requests = _meter.CreateCounter<long>("interlink.http.requests", description: "Calls answered, by endpoint and HTTP status.");
        _duration = _meter.CreateHistogram<double>(
            "interlink.http.request.duration", "s", "Time from a call to the end of its answer, by endpoint.");
        _active = _meter.CreateUpDownCounter<long>("interlink.http.requests.active", description: "Calls being answered now.");
        _logs = _meter.CreateUpDownCounter<long>("interlink.http.log_streams", description: "Logs being sent now, followed ones among them.");
    }

    /// <summary>A log is being sent until what is returned is disposed.</summary>
    public IDisposable LogStream() => new Stream(_logs);

    public void Began() => _active.Add(1);

    public void Ended(string endpoint, int status, TimeSpan took)
    {
        _active.Add(-1);
        _requests.Add(1, new("endpoint", endpoint), new("code", status));
        _duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("endpoint", endpoint));
    }

    public void Dispose() => _meter.Dispose();

    private sealed class Stream : IDisposable
    {
        private readonly UpDownCounter<long> _streams;

        public Stream(UpDownCounter<long> streams)
        {
            _streams = streams;
            streams.Add(1);
        }

        public void Dispose() => _streams.Add(-1);
    }
}
