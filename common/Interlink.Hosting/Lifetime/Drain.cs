using Microsoft.Extensions.Hosting;

namespace Interlink.Hosting.Lifetime;

/// <summary>The two moments of an orderly end: told to stop, and out of patience.</summary>
public sealed class Drain : IDisposable
{
    private readonly CancellationTokenSource _ended;
    private readonly CancellationTokenRegistration _begun;

    internal Drain(IHostApplicationLifetime lifetime, HostOptions options, TimeProvider time)
    {
        Begun = lifetime.ApplicationStopping;
        _ended = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        Ended = _ended.Token;
        _begun = Begun.Register(() => _ended.CancelAfter(options.DrainTimeout));
    }

    /// <summary>The program was told to stop: what never ends by itself ends now.</summary>
    public CancellationToken Begun { get; }

    /// <summary>Requests had their time to finish.</summary>
    public CancellationToken Ended { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _begun.Dispose();
        _ended.Dispose();
    }
}
