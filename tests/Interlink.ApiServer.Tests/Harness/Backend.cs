using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Interlink.ApiServer.Tests.Harness;

/// <summary>
/// A sidecar that keeps its pods in memory, answers as the Slurm plugin does, and goes wrong where a test says so.
/// </summary>
internal sealed class Backend : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Backend(WebApplication app) => _app = app;

    public ConcurrentQueue<BackendCall> Calls { get; } = new();

    /// <summary>The pods it has, each with the JSON text of its containers' state.</summary>
    public ConcurrentDictionary<string, string> Pods { get; } = new();

    /// <summary>Goes before the proper answer; true when it has answered.</summary>
    public Func<BackendCall, HttpContext, Task<bool>> Before { get; set; } = (_, _) => Task.FromResult(false);

    public static async Task<Backend> StartAsync(Action<KestrelServerOptions> listen, Func<BackendCall, HttpContext, Task<bool>>? before = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            listen(kestrel);
        });
        var backend = new Backend(builder.Build());
        backend.Before = before ?? backend.Before;
        backend._app.Run(backend.AnswerAsync);
        await backend._app.StartAsync();
        return backend;
    }

    public static Task<Backend> StartAsync(string socket, Func<BackendCall, HttpContext, Task<bool>>? before = null) =>
        StartAsync(kestrel => kestrel.ListenUnixSocket(socket), before);

    public int Port => new Uri(_app.Urls.Single()).Port;

    public IReadOnlyList<BackendCall> To(string path) => [.. Calls.Where(call => call.Path == path)];

    /// <summary>The calls for states, without pings.</summary>
    public IReadOnlyList<BackendCall> Questions => [.. To("/status").Where(call => call.Body != "[]")];

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(0);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        if (context.Connection.ClientCertificate is { } certificate)
        {
            headers["client"] = certificate.Subject;
        }

        var call = new BackendCall(context.Request.Method, context.Request.Path, await reader.ReadToEndAsync(), headers);
        Calls.Enqueue(call);
        if (!await Before(call, context))
        {
            await context.Response.WriteAsync(Answer(call));
        }
    }

    private string Answer(BackendCall call)
    {
        switch (call.Path)
        {
            case "/create":
                var uid = Uid(call.Json!["pod"]!);
                Pods[uid] = TestPod.Running;
                return $$"""{"PodUID":"{{uid}}",  "PodJID":"job-{{uid[..4]}}"}""";
            case "/delete":
                Pods.TryRemove(Uid(call.Json!), out _);
                return "deleted";
            case "/status" when call.Body == "[]":
                return """{"status":"ok",  "resources":{"cpu":"7"}}""";
            case "/status":
                return new JsonArray([.. call.Json!.AsArray().Select(pod => JsonNode.Parse(State(pod!)))]).ToJsonString();
            default:
                return $"log of {call.Json!["PodUID"]}\n";
        }
    }

    private string State(JsonNode pod)
    {
        var known = Pods.TryGetValue(Uid(pod), out var state);
        return $$"""
            {"name":"{{pod["metadata"]!["name"]}}","UID":"{{Uid(pod)}}","namespace":"{{pod["metadata"]!["namespace"]}}",
             "JID":"{{(known ? "job-" + Uid(pod)[..4] : "")}}","containers":[{"name":"main","state":{{state ?? "{}"}},"ready":{{(known ? "true" : "false")}}}],
             "initContainers":null,"further":"field"}
            """;
    }

    private static string Uid(JsonNode pod) => (string)pod["metadata"]!["uid"]!;
}
