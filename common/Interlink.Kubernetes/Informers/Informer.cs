using System.Text.Json.Nodes;
using Interlink.Kubernetes.Resources;
using Microsoft.Extensions.Logging;

namespace Interlink.Kubernetes.Informers;

/// <summary>
/// Knows all objects of a kind: lists them once, watches them from then on, and lists again when the server has forgotten where the watch was.
/// </summary>
/// <typeparam name="T">What is kept of each object: the object, or the few fields of it that are needed.</typeparam>
public sealed partial class Informer<T>
    where T : class
{
    private readonly ResourceClient _resource;
    private readonly InformerOptions _options;
    private readonly Func<JsonObject, T> _project;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action<Change<T>>[] _handlers = [];
    private volatile KubernetesException? _failure;

    /// <summary>Creates an informer; it does nothing before <see cref="RunAsync"/>.</summary>
    /// <param name="resource">The kind, in one namespace or in all.</param>
    /// <param name="options">Which of them.</param>
    /// <param name="project">What is kept of an object; it is not to keep a part of the JSON, which would keep the whole.</param>
    /// <param name="logger">Where failures are told.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public Informer(ResourceClient resource, InformerOptions options, Func<JsonObject, T> project, ILogger logger, TimeProvider? time = null)
    {
        _resource = resource;
        _options = options;
        _project = project;
        _logger = logger;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>What is known.</summary>
    public ObjectStore<T> Store { get; } = new();

    /// <summary>True once the first list is in the store.</summary>
    public bool HasSynced => _synced.Task.IsCompletedSuccessfully;

    /// <summary>Why nothing new is heard at the moment; null while all is well.</summary>
    public KubernetesException? Failure => _failure;

    /// <summary>Waits for the first list.</summary>
    public Task WaitForSyncAsync(CancellationToken cancellationToken) => _synced.Task.WaitAsync(cancellationToken);

    /// <summary>
    /// Tells every change from now on, and first all objects there are, as new ones. Changes are told one after the other, each when it is in
    /// the store already; whoever has more to do than to note a name puts it into a queue. After a new list, several changes of an object are
    /// one.
    /// </summary>
    /// <returns>Ends it.</returns>
    public IDisposable Subscribe(Action<Change<T>> handler)
    {
        lock (_lock)
        {
            foreach (ObjectKey key in Store.Keys)
            {
                if (Store.Find(key) is { } value)
                {
                    Tell(handler, new Change<T>(key, null, value));
                }
            }

            _handlers = [.. _handlers, handler];
        }

        return new Subscription(this, handler);
    }

    /// <summary>Runs until it is cancelled; failures are told to the log and gone on after.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        string? version = null;
        for (int failures = 0; ;)
        {
            long start = _time.GetTimestamp();
            string? before = version;
            try
            {
                version ??= await ListAsync(cancellationToken).ConfigureAwait(false);
                await foreach (string reached in WatchAsync(version, cancellationToken).ConfigureAwait(false))
                {
                    version = reached;
                }
            }
            catch (KubernetesException e) when (e.IsExpired)
            {
                // The server's history is shorter than the pause was.
                LogExpired(_resource.Type.Kind, e.Message);
                version = null;
            }
            catch (KubernetesException e)
            {
                _failure = e;
                LogFailure(_resource.Type.Kind, e.Message);
            }

            // A server that hangs up at once every time, or forgets at once, is not to be asked without a pause.
            bool fruitful = version is not null && version != before;
            failures = fruitful || _time.GetElapsedTime(start) > _options.LongestPause ? 0 : failures + 1;
            await Task.Delay(Pause(failures), _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan Pause(int failures)
    {
        if (failures == 0)
        {
            return TimeSpan.Zero;
        }

        TimeSpan doubled = _options.FirstPause * Math.Pow(2, Math.Min(failures - 1, 20));
        return (doubled < _options.LongestPause ? doubled : _options.LongestPause) * (0.75 + (Random.Shared.NextDouble() * 0.5));
    }

    private async Task<string> ListAsync(CancellationToken cancellationToken)
    {
        var which = new ListOptions
        {
            LabelSelector = _options.LabelSelector,
            FieldSelector = _options.FieldSelector,
            PageSize = _options.PageSize,
        };
        ObjectList<(ObjectKey, Known<T>)> list = await _resource
            .ListAsync(which, json => ObjectStore<T>.Read(json, _project), cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            Tell(Store.Replace(list.Items));
        }

        _failure = null;
        _synced.TrySetResult();
        return list.ResourceVersion;
    }

    private async IAsyncEnumerable<string> WatchAsync(
        string version, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var which = new WatchOptions
        {
            LabelSelector = _options.LabelSelector,
            FieldSelector = _options.FieldSelector,
            ResourceVersion = version,
        };
        await foreach (WatchEvent told in _resource.WatchAsync(which, () => _failure = null, cancellationToken).ConfigureAwait(false))
        {
            Take(told);
            if (told.ResourceVersion.Length > 0)
            {
                yield return told.ResourceVersion;
            }
        }
    }

    private void Take(WatchEvent told)
    {
        if (told.Type == WatchEventType.Bookmark)
        {
            return;
        }

        (ObjectKey key, Known<T> known) = ObjectStore<T>.Read(told.Object, _project);
        lock (_lock)
        {
            Tell(told.Type == WatchEventType.Deleted ? Store.Remove(key, known.Value) : Store.Take(key, known));
        }
    }

    private void Tell(IEnumerable<Change<T>> changes)
    {
        foreach (Change<T> change in changes)
        {
            foreach (Action<Change<T>> handler in _handlers)
            {
                Tell(handler, change);
            }
        }
    }

    private void Tell(Action<Change<T>> handler, Change<T> change)
    {
        try
        {
            handler(change);
        }
        catch (Exception e)
        {
            // Others want to hear of it, and of the next change, too.
            LogHandler(e, _resource.Type.Kind, change.Key);
        }
    }

    private sealed class Subscription(Informer<T> informer, Action<Change<T>> handler) : IDisposable
    {
        public void Dispose()
        {
            lock (informer._lock)
            {
                informer._handlers = [.. informer._handlers.Where(known => known != handler)];
            }
        }
    }
}
