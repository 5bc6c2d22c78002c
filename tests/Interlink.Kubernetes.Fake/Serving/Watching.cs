using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Interlink.Kubernetes.Fake.Storage;
using Microsoft.AspNetCore.Http;

namespace Interlink.Kubernetes.Fake.Serving;

/// <summary>Tells changes, one JSON object a line.</summary>
internal sealed class Watching(Store store, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<OpenWatch> _open = [];

    /// <summary>How many watches there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _open.Count;
            }
        }
    }

    public void Tell(WatchOrder order)
    {
        lock (_lock)
        {
            foreach (OpenWatch watch in _open)
            {
                watch.Orders.Writer.TryWrite(order);
            }
        }
    }

    public async Task ServeAsync(HttpContext context, ApiTarget target)
    {
        IQueryCollection query = context.Request.Query;
        string? fields = query["fieldSelector"];
        if (target.Name is not null)
        {
            fields = $"metadata.name={target.Name}";
        }

        Func<JsonObject, bool> selects = Selectors.Of(target.Kind, query["labelSelector"], fields);
        (IReadOnlyList<StoreEvent> past, ChannelReader<StoreEvent> future, IDisposable stop) = store.Watch(target.Kind, query["resourceVersion"]);
        var watch = new OpenWatch(context, target, selects, query["allowWatchBookmarks"] == "true");
        lock (_lock)
        {
            _open.Add(watch);
        }

        using (stop)
        {
            try
            {
                context.Response.ContentType = "application/json";
                await context.Response.StartAsync(context.RequestAborted);
                foreach (StoreEvent told in past)
                {
                    await watch.TellAsync(told);
                }

                await context.Response.Body.FlushAsync(context.RequestAborted);
                _ = long.TryParse(query["timeoutSeconds"], NumberStyles.None, CultureInfo.InvariantCulture, out long seconds);
                await FollowAsync(watch, future, TimeSpan.FromSeconds(seconds > 0 ? seconds : 1800));
            }
            finally
            {
                lock (_lock)
                {
                    _open.Remove(watch);
                }
            }
        }
    }

    private async Task FollowAsync(OpenWatch watch, ChannelReader<StoreEvent> future, TimeSpan limit)
    {
        using var end = new CancellationTokenSource(limit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(end.Token, watch.Context.RequestAborted);
        try
        {
            while (true)
            {
                Task<bool> order = watch.Orders.Reader.WaitToReadAsync(linked.Token).AsTask();
                Task<bool> change = future.WaitToReadAsync(linked.Token).AsTask();
                await (await Task.WhenAny(order, change));
                while (!watch.Frozen && future.TryRead(out StoreEvent? told))
                {
                    await watch.TellAsync(told);
                }

                if (watch.Frozen && !order.IsCompleted)
                {
                    await order;
                }

                while (watch.Orders.Reader.TryRead(out WatchOrder asked))
                {
                    if (!await watch.ObeyAsync(asked, store.Revision))
                    {
                        return;
                    }
                }

                await watch.Context.Response.Body.FlushAsync(linked.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Its time is over, or nobody listens any more.
        }
    }
}
