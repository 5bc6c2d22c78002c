using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Interlink.Hosting.Tests.Hosts;

namespace Interlink.KubernetesSidecar.Tests.Scenes;

/// <summary>The program, and who asks it.</summary>
internal abstract class SidecarScene : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ks").FullName;
    private readonly string config;
    private RunningSidecar? sidecar;

    /// <param name="transport">How the program is asked.</param>
    /// <param name="offloading">Lines of the configuration's section <c>offloading</c>, and whatever sections follow.</param>
    protected SidecarScene(Transport transport, string offloading)
    {
        Door = new Door(transport);
        config = Path.Combine(folder, "config.ini");
        File.WriteAllText(config, $"""
            {Door.Settings}
            [k8s]
            kubeconfig_path = {Path.Combine(folder, "kubeconfig")}
            retry_seconds = 20
            [offloading]
            {offloading}
            """);
    }

    public Door Door { get; }

    public HttpClient Client => Door.Client;

    public RunningSidecar Sidecar => sidecar!;

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

    public void WriteKubeConfig(string content) => File.WriteAllText(Path.Combine(folder, "kubeconfig"), content);

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
        Assert.True(code == HttpStatusCode.OK, $"{text} {Sidecar.Log}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>Asks for a pod's status.</summary>
    public async Task<JsonObject> StatusAsync(JsonObject? pod = null)
    {
        var (code, text) = await AskAsync("GET", "/status", new JsonArray(pod ?? LocalPod.Pod()));
        Assert.True(code == HttpStatusCode.OK, text);
        return (JsonObject)JsonNode.Parse(text)![0]!;
    }

    /// <summary>Deletes the pod, which must succeed; the remote cluster may take it later.</summary>
    public async Task DeleteAsync() => Assert.Equal(HttpStatusCode.OK, (await AskAsync("POST", "/delete", LocalPod.Pod())).Code);

    /// <summary>Waits until the pod's status is as wanted.</summary>
    public Task UntilAsync(Func<JsonObject, bool> condition, string what) =>
        Eventually.TrueAsync(async () => condition(await StatusAsync()), what);

    public virtual ValueTask DisposeAsync()
    {
        sidecar?.Dispose();
        Door.Dispose();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
