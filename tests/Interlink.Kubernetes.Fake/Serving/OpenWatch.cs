using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Interlink.Kubernetes.Fake.Storage;
using Microsoft.AspNetCore.Http;

namespace Interlink.Kubernetes.Fake.Serving;

/// <summary>A watch of a client.</summary>
internal sealed class OpenWatch(HttpContext context, ApiTarget target, Func<JsonObject, bool> selects, bool bookmarks)
{
    public HttpContext Context => context;

    public Channel<WatchOrder> Orders { get; } = Channel.CreateUnbounded<WatchOrder>();

    public bool Frozen { get; private set; }

    /// <summary>An object that comes to match is an addition, one that matches no longer a deletion.</summary>
    public Task TellAsync(StoreEvent told)
    {
        if (told.Kind != target.Kind)
        {
            return Task.CompletedTask;
        }

        bool had = told.Before is { } before && Means(before);
        bool has = told.After is { } after && Means(after);
        return (had, has) switch
        {
            (false, true) => WriteAsync("ADDED", told.After!),
            (true, true) => WriteAsync("MODIFIED", told.After!),
            (true, false) => WriteAsync("DELETED", AsOf(told.Revision, told.Before!)),
            _ => Task.CompletedTask,
        };
    }

    /// <summary>Does what is asked; false when that is the end.</summary>
    public async Task<bool> ObeyAsync(WatchOrder order, long revision)
    {
        switch (order)
        {
            case WatchOrder.Bookmark when bookmarks && !Frozen:
                await WriteAsync("BOOKMARK", new JsonObject
                {
                    ["kind"] = target.Kind.Type.Kind,
                    ["apiVersion"] = target.Kind.Type.ApiVersion,
                    ["metadata"] = new JsonObject { ["resourceVersion"] = revision.ToString(CultureInfo.InvariantCulture) },
                });
                return true;
            case WatchOrder.Expire:
                await WriteAsync("ERROR", ApiException.Expired("too old resource version").ToStatus());
                return false;
            case WatchOrder.Freeze:
                Frozen = true;
                return true;
            case WatchOrder.Cut:
                context.Abort();
                return false;
            default:
                return order != WatchOrder.End;
        }
    }

    private bool Means(JsonObject json) =>
        (target.Namespace.Length == 0 || json.Metadata().Text("namespace") == target.Namespace) && selects(json);

    private static JsonObject AsOf(long revision, JsonObject json)
    {
        JsonObject last = json.Clone();
        last.Metadata()["resourceVersion"] = revision.ToString(CultureInfo.InvariantCulture);
        return last;
    }

    private Task WriteAsync(string type, JsonObject json)
    {
        string line = $"{{\"type\":\"{type}\",\"object\":{json.ToJsonString()}}}\n";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(line), context.RequestAborted).AsTask();
    }
}
