using Interlink.Hosting.Lifetime;
using Interlink.Hosting.Pods;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interlink.Hosting.Endpoints;

/// <summary>The plugin API of interLink: <c>/create</c>, <c>/delete</c>, <c>/status</c>, <c>/getLogs</c>.</summary>
public static class PodEndpoints
{
    /// <summary>Maps the plugin API to the <see cref="IPodBackend"/> among the services.</summary>
    public static void MapPodEndpoints(this WebApplication app)
    {
        var calls = new PodCalls(
            app.Services.GetRequiredService<IPodBackend>(),
            app.Services.GetRequiredService<Drain>(),
            app.Services.GetRequiredService<LogStreams>(),
            app.Services.GetRequiredService<ILogger<PodCalls>>());
        app.MapCall("/create", "Create", [HttpMethods.Post], calls.CreateAsync);
        app.MapCall("/delete", "Delete", [HttpMethods.Post, HttpMethods.Delete], calls.DeleteAsync);
        app.MapCall("/status", "Status", [HttpMethods.Get, HttpMethods.Post], calls.StatusAsync);
        app.MapCall("/getLogs", "GetLogs", [HttpMethods.Get, HttpMethods.Post], calls.GetLogsAsync);
    }
}
