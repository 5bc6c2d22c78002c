using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Interlink.Hosting.Tests.Hosts;
using Microsoft.AspNetCore.Http;

namespace Interlink.ApiServer.Tests.Harness;

/// <summary>The API server and one backend, each on a unix socket, and a caller.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;

    private Scene(TemporaryFolder folder, Backend backend)
    {
        _folder = folder;
        Backend = backend;
        Socket = folder["api.sock"];
        Client = ClientOf(Socket);
    }

    public string Socket { get; }

    public HttpClient Client { get; private set; }

    public Backend Backend { get; private set; }

    public ApiServerProcess Server { get; private set; } = null!;

    public string this[string name] => _folder[name];

    /// <param name="further">Lines of the configuration.</param>
    /// <param name="environment">Variables for the program.</param>
    public static Task<Scene> StartAsync(string further = "", IReadOnlyDictionary<string, string>? environment = null) =>
        StartAsync(_ => further, environment);

    /// <param name="further">Lines of the configuration, from the scene's folder.</param>
    /// <param name="environment">Variables for the program.</param>
    public static async Task<Scene> StartAsync(Func<TemporaryFolder, string> further, IReadOnlyDictionary<string, string>? environment = null)
    {
        var folder = new TemporaryFolder();
        var scene = new Scene(folder, await Backend.StartAsync(folder["sidecar.sock"]));
        folder.Write("InterLinkConfig.yaml", $"""
            InterlinkAddress: "unix://{scene.Socket}"
            SidecarURL: "unix://{folder["sidecar.sock"]}"
            VerboseLogging: true
            {further(folder)}
            """);
        await scene.StartServerAsync(environment);
        return scene;
    }

    public async Task StartServerAsync(IReadOnlyDictionary<string, string>? environment = null)
    {
        Server = new ApiServerProcess(["--interlinkconfigpath", _folder["InterLinkConfig.yaml"]], environment);
        await Server.StartedAsync();
    }

    /// <summary>The backend goes away, as when it is stopped.</summary>
    public ValueTask StopBackendAsync() => Backend.DisposeAsync();

    /// <param name="before">Goes before its proper answers.</param>
    public async Task StartBackendAsync(Func<BackendCall, HttpContext, Task<bool>>? before = null) =>
        Backend = await Backend.StartAsync(_folder["sidecar.sock"], before);

    public async Task<(HttpStatusCode Status, string Text)> AskAsync(
        string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await Client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<JsonArray> StatusAsync(params IEnumerable<string> pods)
    {
        var (status, text) = await AskAsync("GET", "/status", TestPod.List(pods));
        Assert.True(status == HttpStatusCode.OK, $"{status}: {text}");
        return JsonNode.Parse(text)!.AsArray();
    }

    public async ValueTask DisposeAsync()
    {
        Server?.Dispose();
        Client.Dispose();
        await Backend.DisposeAsync();
        _folder.Dispose();
    }

    public static HttpClient ClientOf(string socket) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellation) =>
        {
            var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellation);
            return new NetworkStream(connection, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri("http://localhost"),
        Timeout = TimeSpan.FromSeconds(120),
    };
}
