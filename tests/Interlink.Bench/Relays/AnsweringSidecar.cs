using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Interlink.Bench.Relays;

/// <summary>A sidecar of which every pod runs and whose logs never end; it counts what it is asked.</summary>
internal sealed class AnsweringSidecar : IDisposable
{
    private readonly WebApplication app;
    private int questions;
    private int followers;

    private AnsweringSidecar(WebApplication app) => this.app = app;

    public int Questions => Volatile.Read(ref questions);

    public int Followers => Volatile.Read(ref followers);

    public static AnsweringSidecar Listen(string socket)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.ListenUnixSocket(socket);
        });
        var sidecar = new AnsweringSidecar(builder.Build());
        sidecar.app.Run(sidecar.AnswerAsync);
        sidecar.app.Start();
        return sidecar;
    }

    public void Dispose() => ((IDisposable)app).Dispose();

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/getLogs")
        {
            await context.Response.Body.FlushAsync();
            Interlocked.Increment(ref followers);
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        Interlocked.Increment(ref questions);
        using var asked = await JsonDocument.ParseAsync(context.Request.Body);
        string states = string.Join(',', asked.RootElement.EnumerateArray().Select(State));
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"[{states}]"));
    }

    private static string State(JsonElement pod)
    {
        JsonElement about = pod.GetProperty("metadata");
        return $$$"""
            {"name":"{{{about.GetProperty("name")}}}","UID":"{{{about.GetProperty("uid")}}}","namespace":"default","JID":"7",
            "containers":[{"name":"main","state":{"running":{"startedAt":"2026-01-02T03:04:05Z"}},"ready":true}],"initContainers":null}
            """;
    }
}
