using System.Text.Json.Nodes;
using Interlink.Kubernetes.Resources;
using Microsoft.Extensions.Logging;

namespace Interlink.Kubernetes.Leases;

/// <summary>
/// Sees to it that of several processes one does the work, by a Lease that it renews. Clocks of different machines are never compared: the
/// others count from when they saw the last change.
/// </summary>
public sealed partial class LeaderElection
{
    private readonly ResourceClient _leases;
    private readonly ElectionOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private JsonObject? _lease;
    private string _seenVersion = "";
    private long _seen;

    /// <summary>Creates an election; it does nothing before <see cref="RunAsync"/>.</summary>
    /// <param name="client">Speaks to the server.</param>
    /// <param name="space">The namespace of the Lease.</param>
    /// <param name="options">Who wants to lead.</param>
    /// <param name="logger">Is told who leads.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="ArgumentException">The times do not fit together: two could lead at once.</exception>
    public LeaderElection(KubernetesClient client, string space, ElectionOptions options, ILogger logger, TimeProvider? time = null)
    {
        if (options.RenewDeadline >= options.Duration || options.RetryPeriod >= options.RenewDeadline || options.RetryPeriod <= TimeSpan.Zero)
        {
            throw new ArgumentException("A leader election needs RetryPeriod < RenewDeadline < Duration.", nameof(options));
        }

        _leases = client.Resource(ResourceTypes.Leases, space);
        _options = options;
        _logger = logger;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Who led when it was last looked; empty for nobody.</summary>
    public string Leader => _lease is { } lease ? new LeaseView(lease).Holder : "";

    /// <summary>
    /// Waits until it leads, then does the work. The work's token is cancelled when the Lease is lost; it must end soon then. When the work
    /// or the waiting is cancelled, the Lease is given up at once.
    /// </summary>
    /// <param name="work">What only one may do.</param>
    /// <param name="cancellationToken">Ends waiting and work.</param>
    /// <returns>True when the work came to its end; false when the Lease was lost, then call again.</returns>
    public async Task<bool> RunAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        while (!await TryHoldAsync(cancellationToken).ConfigureAwait(false))
        {
            await Task.Delay(_options.RetryPeriod * (1 + (Random.Shared.NextDouble() * 0.2)), _time, cancellationToken).ConfigureAwait(false);
        }

        LogLeads(_options.Identity, _options.Name);
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<bool> renewing = RenewAsync(lost, done.Token);
        try
        {
            await work(lost.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            await done.CancelAsync().ConfigureAwait(false);
            if (await renewing.ConfigureAwait(false))
            {
                await ReleaseAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>True when the Lease was held to the end.</summary>
    private async Task<bool> RenewAsync(CancellationTokenSource lost, CancellationToken cancellationToken)
    {
        long renewed = _time.GetTimestamp();
        try
        {
            while (true)
            {
                await Task.Delay(_options.RetryPeriod, _time, cancellationToken).ConfigureAwait(false);
                TimeSpan left = _options.RenewDeadline - _time.GetElapsedTime(renewed);
                long asked = _time.GetTimestamp();
                if (left > TimeSpan.Zero && await TryHoldWithinAsync(left, cancellationToken).ConfigureAwait(false))
                {
                    // Counted from before the call: when it arrived is not known.
                    renewed = asked;
                }
                else if (Leader != _options.Identity || _time.GetElapsedTime(renewed) >= _options.RenewDeadline)
                {
                    LogLost(_options.Identity, _options.Name);
                    await lost.CancelAsync().ConfigureAwait(false);
                    return false;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    private async Task<bool> TryHoldWithinAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(limit, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await TryHoldAsync(linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<bool> TryHoldAsync(CancellationToken cancellationToken)
    {
        try
        {
            JsonObject? found = await _leases.FindAsync(_options.Name, cancellationToken).ConfigureAwait(false);
            if (found is not null && !IsFree(found))
            {
                return false;
            }

            JsonObject held = new LeaseView(found ?? LeaseView.New(_options.Name, _leases.Namespace)).HeldBy(_options, _time.GetUtcNow());
            _lease = found is null
                ? await _leases.CreateAsync(held, cancellationToken).ConfigureAwait(false)
                : await _leases.ReplaceAsync(held, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (KubernetesException e) when (e.IsConflict || e.IsAlreadyExists)
        {
            // Another one was faster; the next look tells who.
            return false;
        }
        catch (KubernetesException e)
        {
            LogFailure(_options.Name, e.Message);
            return false;
        }
    }

    private bool IsFree(JsonObject found)
    {
        _lease = found;
        var lease = new LeaseView(found);
        if (lease.ResourceVersion != _seenVersion)
        {
            _seenVersion = lease.ResourceVersion;
            _seen = _time.GetTimestamp();
        }

        return lease.Holder.Length == 0 || lease.Holder == _options.Identity || _time.GetElapsedTime(_seen) > lease.Duration;
    }

    private async Task ReleaseAsync()
    {
        using var limit = new CancellationTokenSource(_options.RetryPeriod, _time);
        try
        {
            if (_lease is { } lease && Leader == _options.Identity)
            {
                _lease = await _leases.ReplaceAsync(new LeaseView(lease).Released(_time.GetUtcNow()), limit.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is KubernetesException or OperationCanceledException)
        {
            // The others have to wait for its time to run out.
            LogFailure(_options.Name, e.Message);
        }
    }

    [LoggerMessage(EventId = 1540, Level = LogLevel.Information, Message = "{Identity} leads by Lease {Name}")]
    private partial void LogLeads(string identity, string name);

    [LoggerMessage(EventId = 1541, Level = LogLevel.Warning, Message = "{Identity} has lost Lease {Name} and leads no longer")]
    private partial void LogLost(string identity, string name);

    [LoggerMessage(EventId = 1542, Level = LogLevel.Warning, Message = "Lease {Name} cannot be asked for at the moment: {Reason}")]
    private partial void LogFailure(string name, string reason);
}
