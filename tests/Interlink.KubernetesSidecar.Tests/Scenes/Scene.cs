using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Interlink.Hosting.Tests.Hosts;
using Interlink.Kubernetes.Fake;
using Interlink.Kubernetes.Resources;

namespace Interlink.KubernetesSidecar.Tests.Scenes;

/// <summary>A remote cluster, and the program before it.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ks").FullName;
    private readonly string config;
    private RunningSidecar? sidecar;

    private Scene(FakeApiServer cluster, string settings)
    {
        Cluster = cluster;
        WriteKubeConfig();
        config = Path.Combine(folder, "config.ini");
        File.WriteAllText(config, $"""
            [app]
            socket_address = unix://{Path.Combine(folder, "socket")}
            [k8s]
            kubeconfig_path = {Path.Combine(folder, "kubeconfig")}
            retry_seconds = 20
            [offloading]
            namespace_prefix = offloading
            {settings}
            """);
        Client = ClientOf(Path.Combine(folder, "socket"));
    }

    public FakeApiServer Cluster { get; }

    public HttpClient Client { get; }

    public RunningSidecar Sidecar => sidecar!;

    /// <summary>Starts both.</summary>
    /// <param name="settings">Lines at the end of the configuration, in the section <c>offloading</c> at first.</param>
    /// <param name="prepare">What happens to the cluster before the program starts.</param>
    public static async Task<Scene> StartAsync(string settings = "", Action<FakeApiServer>? prepare = null)
    {
        var cluster = await FakeApiServer.StartAsync();
        prepare?.Invoke(cluster);
        var scene = new Scene(cluster, settings);
        await scene.StartSidecarAsync();
        return scene;
    }

    public async Task StartSidecarAsync()
    {
        sidecar?.Dispose();
        sidecar = new RunningSidecar(config, folder);
        await Eventually.TrueAsync(
            async () =>
            {
                Assert.False(sidecar.HasExited, sidecar.Log);
                try
                {
                    return (await Client.GetAsync("/livez")).IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            "the sidecar answers");
    }

    /// <summary>Waits until the watch runs, so that what is counted afterwards is not its beginning.</summary>
    public async Task UntilSyncedAsync()
    {
        await StatusAsync();
        await Eventually.TrueAsync(() => Cluster.Watches > 0, "the watch runs");
    }

    public void WriteKubeConfig() => File.WriteAllText(Path.Combine(folder, "kubeconfig"), Cluster.KubeConfig);

    public async Task<(HttpStatusCode Code, string Text)> AskAsync(string method, string path, JsonNode? body)
    {
        using var answer = await OpenAsync(method, path, body);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Asks, and comes back with the headers.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string method, string path, JsonNode? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Creates a pod, which must succeed.</summary>
    public async Task<JsonNode> CreateAsync(JsonObject? request = null)
    {
        var (code, text) = await AskAsync("POST", "/create", request ?? LocalPod.Create());
        Assert.True(code == HttpStatusCode.OK, $"{text} {Sidecar.Log} {string.Join(Environment.NewLine, Cluster.Requests)}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>Asks for a pod's status.</summary>
    public async Task<JsonObject> StatusAsync(JsonObject? pod = null)
    {
        var (code, text) = await AskAsync("GET", "/status", new JsonArray(pod ?? LocalPod.Pod()));
        Assert.True(code == HttpStatusCode.OK, text);
        return (JsonObject)JsonNode.Parse(text)![0]!;
    }

    /// <summary>Waits until the pod's status is as wanted.</summary>
    public Task UntilAsync(Func<JsonObject, bool> condition, string what) =>
        Eventually.TrueAsync(async () => condition(await StatusAsync()), what);

    public JsonObject? Remote(ResourceType? type = null, string name = LocalPod.RemoteName) =>
        Cluster.Store.Find(type ?? ResourceTypes.Pods, LocalPod.RemoteNamespace, name);

    /// <summary>Does what a kubelet would.</summary>
    public void Report(string status) => Cluster.Store.Change(
        ResourceTypes.Pods, LocalPod.RemoteNamespace, LocalPod.RemoteName, pod => pod["status"] = JsonNode.Parse(status));

    public void ReportRunning() => Report("""
        {"phase": "Running", "containerStatuses": [{"name": "main", "ready": true, "restartCount": 0, "image": "busybox", "imageID": "x",
         "state": {"running": {"startedAt": "2026-01-02T03:04:05Z"}}}]}
        """);

    public async ValueTask DisposeAsync()
    {
        sidecar?.Dispose();
        Client.Dispose();
        await Cluster.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static HttpClient ClientOf(string path) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellation) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri("http://localhost"),
        Timeout = Eventually.Patience,
    };
}
