using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Interlink.EndToEnd.Tests.Harness;

/// <summary>Speaks to a sidecar as a Go API server does: GET with a body where Go uses that.</summary>
internal sealed class SidecarClient : IDisposable
{
    private readonly HttpClient http;

    public SidecarClient(string? socket, int port)
    {
        var handler = new SocketsHttpHandler();
        if (socket is not null)
        {
            handler.ConnectCallback = async (_, cancellationToken) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellationToken);
                return new NetworkStream(connection, ownsSocket: true);
            };
        }
        http = new HttpClient(handler) { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(60) };
    }

    public Task<HttpAnswer> CreateAsync(Pod pod) => SendAsync(HttpMethod.Post, "/create", pod.CreateRequest().ToJsonString());

    public Task<HttpAnswer> DeleteAsync(Pod pod) => SendAsync(HttpMethod.Post, "/delete", pod.Json.ToJsonString());

    public Task<HttpAnswer> StatusAsync(params Pod[] pods) =>
        SendAsync(HttpMethod.Get, "/status", new JsonArray([.. pods.Select(pod => (JsonNode)pod.Json.DeepClone())]).ToJsonString());

    public Task<HttpAnswer> LogAsync(Pod pod, string container, JsonObject? options = null) =>
        SendAsync(HttpMethod.Get, "/getLogs", LogQuestion(pod, container, options));

    public Task<HttpAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<HttpAnswer> SendAsync(HttpMethod method, string path, string? body = null) =>
        SendContentAsync(method, path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"));

    public async Task<HttpAnswer> SendContentAsync(HttpMethod method, string path, HttpContent? body, string? session = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        if (session is not null)
            request.Headers.Add("InterLink-Http-Session", session);
        using var response = await http.SendAsync(request);
        return new HttpAnswer(
            response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.ToString());
    }

    /// <summary>Opens a log to follow; returns when the headers are there.</summary>
    public async Task<Stream> FollowAsync(Pod pod, string container)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/getLogs")
        {
            Content = new StringContent(LogQuestion(pod, container, new JsonObject { ["Follow"] = true })),
        };
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStreamAsync();
    }

    public void Dispose() => http.Dispose();

    private static string LogQuestion(Pod pod, string container, JsonObject? options) => new JsonObject
    {
        ["Namespace"] = pod.Namespace,
        ["PodUID"] = pod.Uid,
        ["PodName"] = pod.Name,
        ["ContainerName"] = container,
        ["Opts"] = options ?? [],
    }.ToJsonString();
}
