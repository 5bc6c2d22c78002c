using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Interlink.Kubernetes.Access;
using Interlink.Kubernetes.Fake.Pods;
using Interlink.Kubernetes.Fake.Serving;
using Interlink.Kubernetes.Fake.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Interlink.Kubernetes.Fake;

/// <summary>
/// A Kubernetes API server within the test's process: what a client sees of one, without nodes. Controllers are there only for owned objects
/// and namespaces; whatever a kubelet or a scheduler does, the test does through <see cref="Store"/>.
/// </summary>
public sealed class FakeApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly ConcurrentDictionary<Fault, bool> _faults = new();
    private readonly Watching _watching;
    private readonly ObjectRoutes _objects;
    private readonly PodRoutes _pods;

    private FakeApiServer(WebApplication app, TimeProvider time)
    {
        _app = app;
        Store = new Store(time);
        _watching = new Watching(Store, time);
        _objects = new ObjectRoutes(Store, time);
        _pods = new PodRoutes(Store, Logs, Commands, time);
    }

    /// <summary>What the cluster holds.</summary>
    public Store Store { get; }

    /// <summary>What containers have written.</summary>
    public ContainerLogs Logs { get; } = new();

    /// <summary>What happens to exec, attach and port-forward.</summary>
    public ContainerCommands Commands { get; } = new();

    /// <summary>The server's address, without a slash at its end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Only who brings this token is let in; null lets everybody in.</summary>
    public string? Token { get; set; }

    /// <summary>The requests that have come, in their order.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>How many watches are open.</summary>
    public int Watches => _watching.Count;

    /// <summary>A kubeconfig for this server.</summary>
    public string KubeConfig => new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Config",
        ["current-context"] = "fake",
        ["contexts"] = Named("fake", "context", new JsonObject { ["cluster"] = "fake", ["user"] = "fake", ["namespace"] = "default" }),
        ["clusters"] = Named("fake", "cluster", Cluster()),
        ["users"] = Named("fake", "user", Token is null ? [] : new JsonObject { ["token"] = Token }),
    }.ToJsonString();

    private string? AuthorityPem { get; set; }

    /// <summary>Starts a server on a free port.</summary>
    /// <param name="certificate">For HTTPS; null is HTTP.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public static async Task<FakeApiServer> StartAsync(FakeCertificate? certificate = null, TimeProvider? time = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate.Server, https => certificate.Configure(https));
            }
            else
            {
                listen.Protocols = HttpProtocols.Http1;
            }
        }));
        WebApplication app = builder.Build();
        var server = new FakeApiServer(app, time ?? TimeProvider.System) { AuthorityPem = certificate?.AuthorityPem };
        app.UseWebSockets();
        app.Run(server.ServeAsync);
        await app.StartAsync();
        server.Address = app.Urls.First();
        return server;
    }

    /// <summary>A client that waits for nothing longer than it must.</summary>
    public KubernetesClient Client(KubernetesOptions? options = null, TimeProvider? time = null) => new(
        ClusterAccess.FromKubeConfig(new KubeConfigOptions { Content = KubeConfig }),
        options ?? new KubernetesOptions { QueriesPerSecond = 0, FirstPause = TimeSpan.FromMilliseconds(1) },
        time: time);

    /// <summary>The same with a kubeconfig that says more of its user.</summary>
    public KubernetesClient Client(JsonObject user) => new(
        ClusterAccess.FromKubeConfig(new KubeConfigOptions { Content = KubeConfig, User = user }),
        new KubernetesOptions { QueriesPerSecond = 0, FirstPause = TimeSpan.FromMilliseconds(1) });

    /// <summary>Lets something go wrong.</summary>
    public void Add(Fault fault) => _faults.TryAdd(fault, true);

    /// <summary>Lets nothing go wrong any more.</summary>
    public void Heal() => _faults.Clear();

    /// <summary>All watches tell how far the server has come.</summary>
    public void SendBookmarks() => _watching.Tell(WatchOrder.Bookmark);

    /// <summary>All watches end as at the end of their time.</summary>
    public void EndWatches() => _watching.Tell(WatchOrder.End);

    /// <summary>The connections of all watches break.</summary>
    public void CutWatches() => _watching.Tell(WatchOrder.Cut);

    /// <summary>All watches stay open and say nothing more, as when the other side has gone without a word.</summary>
    public void FreezeWatches() => _watching.Tell(WatchOrder.Freeze);

    /// <summary>The history is forgotten; all watches are told so and end.</summary>
    public void ExpireWatches()
    {
        Store.Compact();
        _watching.Tell(WatchOrder.Expire);
    }

    public async ValueTask DisposeAsync()
    {
        _watching.Tell(WatchOrder.Cut);
        Logs.Dispose();
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        bool watch = context.Request.Method == "GET" && context.Request.Query["watch"] is ["true" or "1"];
        string method = watch ? "WATCH" : context.Request.Method;
        _requests.Enqueue(new RecordedRequest(
            method,
            context.Request.Path.Value!,
            context.Request.QueryString.Value ?? "",
            context.Request.Headers.UserAgent.ToString(),
            context.Request.Headers.Authorization.ToString())
        {
            Headers = context.Request.Headers.ToDictionary(
                header => header.Key, IReadOnlyList<string> (header) => [.. header.Value.OfType<string>()], StringComparer.OrdinalIgnoreCase),
        });
        try
        {
            if (Token is not null && context.Request.Headers.Authorization != "Bearer " + Token)
            {
                throw new ApiException(401, "Unauthorized", "Unauthorized");
            }

            if (await Faulting.MeetAsync(context, _faults.Keys, method))
            {
                await RouteAsync(context, watch);
            }
        }
        catch (ApiException problem)
        {
            await Answers.ProblemAsync(context, problem);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
    }

    private async Task RouteAsync(HttpContext context, bool watch)
    {
        // The raw path: an escaped slash is part of a name.
        string path = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget.Split('?')[0];
        if (ApiTarget.Parse(path, Store) is not { } target)
        {
            if (!await Discovery.ServeAsync(context, Store))
            {
                throw new ApiException(404, "NotFound", "the server could not find the requested resource");
            }
        }
        else if (watch)
        {
            await _watching.ServeAsync(context, target);
        }
        else if (target.Subresource is null or "status" or "finalize")
        {
            await _objects.ServeAsync(context, target);
        }
        else
        {
            await _pods.ServeAsync(context, target);
        }
    }

    private JsonObject Cluster()
    {
        var cluster = new JsonObject { ["server"] = Address };
        if (AuthorityPem is { } pem)
        {
            cluster["certificate-authority-data"] = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(pem));
        }

        return cluster;
    }

    private static JsonArray Named(string name, string field, JsonObject content) =>
        new(new JsonObject { ["name"] = name, [field] = content });
}
