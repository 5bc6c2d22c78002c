using System.Diagnostics.Metrics;
using System.Text;

namespace Interlink.Hosting.Metrics;

/// <summary>
/// Listens to every meter named <c>interlink.*</c> and keeps what it hears for Prometheus. Instruments of int, long and double are
/// collected: counters, up-down counters, gauges, histograms and their observable kinds.
/// </summary>
internal sealed class MetricCollector : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly MetricScope _scope;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);

    public MetricCollector(MetricScope scope)
    {
        _scope = scope;
        _listener.InstrumentPublished = Publish;
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => (family as MetricFamily)?.Record(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => (family as MetricFamily)?.Record(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => (family as MetricFamily)?.Record(value, tags));
        _listener.Start();
    }

    /// <summary>Writes everything in the text format 0.0.4, asking the observable instruments first.</summary>
    public void Write(StringBuilder text)
    {
        lock (_lock)
        {
            foreach (var family in _families.Values)
            {
                family.ForgetObserved();
            }

            _listener.RecordObservableInstruments();
            foreach (var family in _families.Values)
            {
                family.Write(text);
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Publish(Instrument instrument, MeterListener listener)
    {
        var ours = instrument.Meter.Name.StartsWith("interlink.", StringComparison.Ordinal)
            && (instrument.Meter.Scope is not MetricScope scope || scope == _scope);
        if (!ours || MetricName.KindOf(instrument) is not { } kind)
        {
            return;
        }

        MetricFamily? family;
        lock (_lock)
        {
            // Instruments of the same name are one family: a class that counts may exist more than once.
            var name = MetricName.Of(instrument, kind);
            if (!_families.TryGetValue(name, out family))
            {
                family = new MetricFamily(name, instrument, kind);
                _families.Add(name, family);
            }
        }

        listener.EnableMeasurementEvents(instrument, family);
    }
}
