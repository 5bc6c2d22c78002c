using Interlink.ApiServer.Sidecars;
using Interlink.Hosting.Endpoints;
using Interlink.Hosting.Logs;
using Interlink.Hosting.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interlink.ApiServer.Calls;

/// <summary>The API for virtual kubelets.</summary>
internal static class RelayEndpoints
{
    private const string Description = "relay.openapi.json";
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Post];
    private static readonly string[] Deleting = [HttpMethods.Delete, HttpMethods.Post];

    public static void MapRelayEndpoints(this WebApplication app)
    {
        var life = app.Services.GetRequiredService<LifeCalls>();
        var look = app.Services.GetRequiredService<LookCalls>();
        var logger = app.Services.GetRequiredService<ILogger<CallerHeaders>>();
        Map("/create", "CreateAPI", [HttpMethods.Post], life.CreateAsync);
        Map("/delete", "DeleteAPI", Deleting, life.DeleteAsync);
        Map("/status", "StatusAPI", Reading, look.StatusAsync);
        Map("/getLogs", "GetLogsAPI", Reading, look.GetLogsAsync);
        Map("/pinglink", "PingAPI", Reading, look.PingAsync);
        Map("/updateCache", "UpdateCacheAPI", [HttpMethods.Post], look.UpdateCacheAsync);

        void Map(string path, string span, string[] methods, Func<HttpContext, CallerHeaders, Task> answer) =>
            app.MapCall(path, span, methods, context => AnswerAsync(context, answer, logger));
    }

    /// <summary>What the API adds to the OpenAPI document.</summary>
    public static OpenApiPart OpenApi()
    {
        using var stream = typeof(RelayEndpoints).Assembly.GetManifestResourceStream(Description)!;
        var json = new byte[stream.Length];
        stream.ReadExactly(json);
        return new OpenApiPart(json);
    }

    private static async Task AnswerAsync(HttpContext context, Func<HttpContext, CallerHeaders, Task> answer, ILogger logger)
    {
        var caller = CallerHeaders.Of(context.Request);

        // One that the caller gave is in the log lines already.
        using var scope = SessionHeader.Read(context.Request) is null ? logger.BeginScope(new LogScope("session", caller.Session)) : null;
        await answer(context, caller).ConfigureAwait(false);
    }
}
