using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Interlink.Podlet.Tests.Handlers;

/// <summary>A real web server on a port of its own.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly WebApplication app;

    private Server(WebApplication app, int port) => (this.app, Port) = (app, port);

    public int Port { get; }

    public static async Task<Server> StartAsync(
        Action<WebApplicationBuilder>? build, Action<WebApplication> map, Action<ListenOptions>? listen = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, options => listen?.Invoke(options)));
        build?.Invoke(builder);
        WebApplication app = builder.Build();
        map(app);
        await app.StartAsync();
        return new Server(app, new Uri(app.Urls.Single()).Port);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
