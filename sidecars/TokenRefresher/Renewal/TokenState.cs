using System.Diagnostics.Metrics;
using Interlink.Hosting.Health;

namespace Interlink.TokenRefresher.Renewal;

/// <summary>What there is to know of the token without knowing it: for readiness and metrics.</summary>
internal sealed class TokenState : IReadinessCheck, IDisposable
{
    private readonly Meter _meter = new("interlink.token");
    private readonly Counter<long> _renewals;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private bool _written;
    private DateTimeOffset? _expiry;

    public TokenState(TimeProvider time)
    {
        _time = time;
        _renewals = _meter.CreateCounter<long>("interlink.token.renewals", description: "Attempts to renew the token, by result.");
        _meter.CreateObservableGauge(
            "interlink.token.expiry.seconds", Expiry, description: "When the token expires, in seconds since 1970.");
    }

    public string Name => "token";

    public void Renewed(TimeSpan? lifetime)
    {
        lock (_lock)
        {
            _written = true;
            _expiry = _time.GetUtcNow() + lifetime;
        }

        _renewals.Add(1, new KeyValuePair<string, object?>("result", "success"));
    }

    public void Failed() => _renewals.Add(1, new KeyValuePair<string, object?>("result", "failure"));

    public ValueTask<string?> CheckAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(
                !_written ? "no token has been obtained yet; the log says why"
                : _expiry <= _time.GetUtcNow() ? "the token has expired and could not be renewed; the log says why"
                : null);
        }
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<double>> Expiry()
    {
        lock (_lock)
        {
            return _expiry is { } expiry ? [new Measurement<double>(expiry.ToUnixTimeSeconds())] : [];
        }
    }
}
