namespace Interlink.Kubernetes.Queues;

/// <summary>
/// Names of things to be looked at. A name waits in it once, however often it is added; a name that is being worked on is given out again only
/// when that is done. Nobody loses an addition: one that comes while the work goes on means another look.
/// </summary>
/// <typeparam name="TKey">The name.</typeparam>
public sealed class WorkQueue<TKey> : IDisposable
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Queue<TKey> _ready = new();
    private readonly HashSet<TKey> _wanted = [];
    private readonly HashSet<TKey> _working = [];
    private readonly Dictionary<TKey, Appointment> _later = [];
    private readonly Dictionary<TKey, int> _failures = [];
    private readonly SemaphoreSlim _signal = new(0);
    private readonly BackOff _backOff;
    private readonly TimeProvider _time;
    private bool _disposed;

    /// <summary>Creates an empty queue.</summary>
    /// <param name="backOff">The pauses after failures; null for 0.5 s doubling to 5 min.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public WorkQueue(BackOff? backOff = null, TimeProvider? time = null)
    {
        _backOff = backOff ?? new BackOff();
        _time = time ?? TimeProvider.System;
    }

    /// <summary>How many names wait to be given out now; those for later do not count.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _ready.Count;
            }
        }
    }

    /// <summary>How many names wait for their time.</summary>
    public int Later
    {
        get
        {
            lock (_lock)
            {
                return _later.Count;
            }
        }
    }

    /// <summary>Asks for a look as soon as somebody is free.</summary>
    public void Add(TKey key)
    {
        lock (_lock)
        {
            AddHeld(key);
        }
    }

    /// <summary>Asks for a look after a time; an earlier one that is agreed already stands.</summary>
    public void AddAfter(TKey key, TimeSpan delay)
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            if (delay <= TimeSpan.Zero)
            {
                AddHeld(key);
                return;
            }

            DateTimeOffset due = _time.GetUtcNow() + delay;
            if (_later.TryGetValue(key, out Appointment? agreed))
            {
                if (agreed.Due <= due)
                {
                    return;
                }

                agreed.Timer?.Dispose();
            }

            var appointment = new Appointment(due);
            _later[key] = appointment;
            appointment.Timer = _time.CreateTimer(_ => Arrive(key, appointment), null, delay, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Asks for a look after a pause that grows with each failure of this name.</summary>
    /// <returns>The pause.</returns>
    public TimeSpan AddAfterFailure(TKey key)
    {
        int failures;
        lock (_lock)
        {
            failures = _failures.GetValueOrDefault(key) + 1;
            _failures[key] = failures;
        }

        TimeSpan pause = _backOff.Pause(failures, Random.Shared.NextDouble());
        AddAfter(key, pause);
        return pause;
    }

    /// <summary>Forgets the failures of a name: its next pause is the first again.</summary>
    public void Forget(TKey key)
    {
        lock (_lock)
        {
            _failures.Remove(key);
        }
    }

    /// <summary>Waits for a name. Whoever has got it must say <see cref="Done"/>, whatever came of it.</summary>
    public async Task<TKey> TakeAsync(CancellationToken cancellationToken)
    {
        await _signal.WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            TKey key = _ready.Dequeue();
            _wanted.Remove(key);
            _working.Add(key);
            return key;
        }
    }

    /// <summary>The work on a name is over; if it was added meanwhile, it waits again.</summary>
    public void Done(TKey key)
    {
        lock (_lock)
        {
            _working.Remove(key);
            if (_wanted.Contains(key))
            {
                Enqueue(key);
            }
        }
    }

    /// <summary>Nothing is taken in any more; what waits for its time is forgotten.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            foreach (Appointment appointment in _later.Values)
            {
                appointment.Timer?.Dispose();
            }

            _later.Clear();
        }
    }

    private void AddHeld(TKey key)
    {
        if (!_disposed && _wanted.Add(key) && !_working.Contains(key))
        {
            Enqueue(key);
        }
    }

    private void Enqueue(TKey key)
    {
        _ready.Enqueue(key);
        _signal.Release();
    }

    private void Arrive(TKey key, Appointment appointment)
    {
        lock (_lock)
        {
            if (_later.TryGetValue(key, out Appointment? agreed) && ReferenceEquals(agreed, appointment))
            {
                _later.Remove(key);
                appointment.Timer?.Dispose();
                AddHeld(key);
            }
        }
    }

    private sealed class Appointment(DateTimeOffset due)
    {
        public DateTimeOffset Due { get; } = due;

        public ITimer? Timer { get; set; }
    }
}
