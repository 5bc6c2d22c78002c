using System.Diagnostics.CodeAnalysis;
using Interlink.ApiServer.Configuration;
using Interlink.ApiServer.Sidecars;
using Interlink.Protocol.Pods;
using Microsoft.Extensions.Logging;

namespace Interlink.ApiServer.Statuses;

/// <summary>
/// Answers for the states of one sidecar's pods. Whoever needs a state that is not here, or is older than the interval, shares one question
/// with all others who do; it is about every pod that somebody watches, so that the next caller finds his there. One question at a time.
/// </summary>
internal sealed partial class StatusBoard(
    IStateSource source, StatusOptions options, TimeSpan patience, TimeProvider time, ILogger<StatusBoard> logger) : IAsyncDisposable
{
    private static readonly TimeSpan LongestKnownWait = TimeSpan.FromSeconds(10);
    private readonly TimeSpan _knownWait = patience / 4 < LongestKnownWait ? patience / 4 : LongestKnownWait;
    private readonly TimeSpan _watched = TimeSpan.FromTicks(Math.Max((options.Interval * 10).Ticks, TimeSpan.TicksPerMinute));
    private readonly Lock _lock = new();
    private readonly StatusCache _cache = new(options, time);
    private readonly CancellationTokenSource _ended = new();
    private StatusRound? _running;
    private StatusRound? _next;
    private Task _work = Task.CompletedTask;
    private long? _failedAt;

    /// <summary>How many pods are kept.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _cache.Count;
            }
        }
    }

    /// <summary>The states of pods in the order asked, one for each.</summary>
    /// <exception cref="SidecarOutage">The sidecar does not answer, and of one of them nothing is known.</exception>
    public async Task<IReadOnlyList<ReportedState>> AskAsync(
        IReadOnlyList<PodView> pods, CallerHeaders caller, CancellationToken cancellationToken)
    {
        var backOff = new BackOff(patience, time);
        while (true)
        {
            var look = Look(pods, caller);
            if (look.Rounds.Count > 0)
            {
                await WaitAsync(look, backOff, cancellationToken).ConfigureAwait(false);
            }

            if (Collect(look.Entries) is { } states)
            {
                return states;
            }

            if (!await backOff.WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                throw look.Rounds.Select(round => round.Failure).OfType<SidecarOutage>().FirstOrDefault()
                    ?? new SidecarOutage($"the sidecar did not say how the pods are within {patience.TotalSeconds:0.#} s", mayHaveArrived: true);
            }
        }
    }

    /// <summary>All states that are known.</summary>
    public IReadOnlyList<ReportedState> Known()
    {
        lock (_lock)
        {
            _cache.Trim();
            return [.. _cache.States()];
        }
    }

    /// <summary>Forgets a pod; what is on its way about it reaches only those who wait for it.</summary>
    public bool Forget(string uid)
    {
        lock (_lock)
        {
            return _cache.Remove(uid);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _ended.Dispose();
    }

    private Looked Look(IReadOnlyList<PodView> pods, CallerHeaders caller)
    {
        lock (_lock)
        {
            var entries = new StatusEntry[pods.Count];
            var rounds = new HashSet<StatusRound>();
            for (var i = 0; i < entries.Length; i++)
            {
                entries[i] = _cache.Touch(pods[i]);
                if (!IsAnswer(entries[i]))
                {
                    rounds.Add(RoundFor(entries[i], caller));
                }
            }

            _cache.Trim();
            BeginNext();
            return new Looked(entries, rounds, entries.All(entry => entry.State is not null));
        }
    }

    private bool IsAnswer(StatusEntry entry)
    {
        if (entry.State is null)
        {
            return false;
        }

        return entry.IsFinal
            || time.GetElapsedTime(entry.FetchedAt) <= options.Interval
            || (_failedAt is { } failed && time.GetElapsedTime(failed) <= options.Interval)
            || (_running is { } slow && time.GetElapsedTime(slow.BeganAt) > _knownWait);
    }

    private StatusRound RoundFor(StatusEntry entry, CallerHeaders caller)
    {
        if (_running is { } running && running.Covers(entry))
        {
            return running;
        }

        _next ??= new StatusRound(caller);
        _next.Add(entry);
        _next.IsRefresh |= entry.State is not null;
        return _next;
    }

    private void BeginNext()
    {
        if (_running is not null || _next is not { } round)
        {
            return;
        }

        (_running, _next) = (round, null);
        if (round.IsRefresh)
        {
            foreach (var entry in _cache.Living(_watched))
            {
                round.Add(entry);
            }
        }

        round.BeganAt = time.GetTimestamp();
        _work = RunAsync(round, [.. round.Entries.Where(entry => !entry.IsFinal).Select(entry => (ReadOnlyMemory<byte>)entry.Question)]);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever happens, those who wait are told.")]
    private async Task RunAsync(StatusRound round, IReadOnlyList<ReadOnlyMemory<byte>> question)
    {
        // The lock is held by whoever begins it.
        await Task.Yield();
        SidecarOutage? failure = null;
        IReadOnlyDictionary<string, ReportedState>? states = null;
        try
        {
            states = await source.AskAsync(question, round.Caller, _ended.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failure = e as SidecarOutage ?? new SidecarOutage("the sidecar could not be asked for states; the log has the reason", true, e);
            LogFailed(failure.Message, e is SidecarOutage or OperationCanceledException ? null : e);
        }

        lock (_lock)
        {
            if (states is not null)
            {
                foreach (var entry in round.Entries)
                {
                    entry.Note(states.GetValueOrDefault(entry.Uid), round.BeganAt);
                }
            }

            _failedAt = failure is null ? null : time.GetTimestamp();
            _running = null;
            BeginNext();
        }

        round.End(failure);
    }

    private async Task WaitAsync(Looked look, BackOff backOff, CancellationToken cancellationToken)
    {
        var wait = look.AllKnown && _knownWait < backOff.Left ? _knownWait : backOff.Left;
        try
        {
            await Task.WhenAll(look.Rounds.Select(round => round.Ended)).WaitAsync(wait, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // What is known is the answer; the question goes on and helps the next caller.
        }
    }

    private ReportedState[]? Collect(StatusEntry[] entries)
    {
        lock (_lock)
        {
            return entries.All(entry => entry.State is not null) ? Array.ConvertAll(entries, entry => entry.State!) : null;
        }
    }

    [LoggerMessage(EventId = 3201, Level = LogLevel.Warning, Message = "States could not be refreshed, the last known ones are answered: {Reason}")]
    private partial void LogFailed(string reason, Exception? exception);

    private sealed record Looked(StatusEntry[] Entries, HashSet<StatusRound> Rounds, bool AllKnown);
}
