using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Interlink.Hosting.Tests.Hosts;

/// <summary>Receives what an OTLP exporter sends, over gRPC (HTTP/2 without TLS) or HTTP, and keeps it as it came.</summary>
internal sealed class TraceCollector : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TraceCollector(WebApplication app) => _app = app;

    public ConcurrentQueue<(string Path, string Version, byte[] Body)> Received { get; } = new();

    public Uri Address => new(_app.Urls.Single());

    /// <summary>All bodies as Latin-1: texts in protobuf stand as they are.</summary>
    public string Text => string.Concat(Received.Select(request => Encoding.Latin1.GetString(request.Body)));

    public static async Task<TraceCollector> StartAsync(HttpProtocols protocols = HttpProtocols.Http2)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, endpoint => endpoint.Protocols = protocols));
        var collector = new TraceCollector(builder.Build());
        collector._app.Run(collector.ReceiveAsync);
        await collector._app.StartAsync();
        return collector;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Received.Enqueue((context.Request.Path, context.Request.Protocol, body.ToArray()));
        context.Response.ContentType = context.Request.ContentType;
        if (context.Response.SupportsTrailers())
        {
            await context.Response.Body.WriteAsync(new byte[5]);
            context.Response.AppendTrailer("grpc-status", "0");
        }
    }
}
