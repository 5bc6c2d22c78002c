using Interlink.ApiServer.Sidecars;

namespace Interlink.ApiServer.Statuses;

/// <summary>One question to the sidecar about many pods. Guarded by its board's lock until it is begun.</summary>
/// <param name="caller">For whom it is asked: the first who needs it.</param>
internal sealed class StatusRound(CallerHeaders caller)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, StatusEntry> _entries = new(StringComparer.Ordinal);

    public CallerHeaders Caller => caller;

    public IReadOnlyCollection<StatusEntry> Entries => _entries.Values;

    /// <summary>True when it is about pods whose state is known but old: then it is about all of them.</summary>
    public bool IsRefresh { get; set; }

    /// <summary>When the question was sent.</summary>
    public long BeganAt { get; set; }

    /// <summary>Why there was no answer; null while there may be one.</summary>
    public SidecarOutage? Failure { get; private set; }

    /// <summary>Complete when there was an answer, or will be none.</summary>
    public Task Ended => _ended.Task;

    public void Add(StatusEntry entry) => _entries.TryAdd(entry.Uid, entry);

    public bool Covers(StatusEntry entry) => _entries.TryGetValue(entry.Uid, out var found) && ReferenceEquals(found, entry);

    public void End(SidecarOutage? failure)
    {
        Failure = failure;
        _ended.TrySetResult();
    }
}
