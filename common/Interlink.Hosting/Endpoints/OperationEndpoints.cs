using System.Text;
using Interlink.Hosting.Health;
using Interlink.Hosting.Metrics;
using Interlink.Hosting.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Hosting.Endpoints;

/// <summary>What those who run a program ask: health, metrics, its own description.</summary>
public static class OperationEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>
    /// Maps <c>/livez</c> and <c>/healthz</c> (200 while the program answers), <c>/readyz</c> (503 with sentences while an
    /// <see cref="IReadinessCheck"/> says no or the program is stopping), <c>/metrics</c> (Prometheus) and <c>/openapi/v1.json</c>.
    /// The health endpoints need no token and take <c>?verbose</c>.
    /// </summary>
    public static void MapOperationEndpoints(this WebApplication app)
    {
        var health = app.Services.GetRequiredService<HealthChecks>();
        var metrics = app.Services.GetRequiredService<MetricCollector>();
        var program = app.Services.GetRequiredService<ProgramIdentity>();
        var document = new OpenApiDocument(program, app.Services.GetServices<OpenApiPart>());
        app.MapMethods("/livez", Reading, static context => Answer.TextAsync(context, "ok"));
        app.MapMethods("/healthz", Reading, context => HealthAsync(context, health));
        app.MapMethods("/readyz", Reading, context => ReadinessAsync(context, health));
        app.MapMethods("/metrics", Reading, context => MetricsAsync(context, metrics, program));
        app.MapMethods("/openapi/v1.json", Reading, context => Answer.JsonAsync(context, document.Content));
    }

    private static async Task HealthAsync(HttpContext context, HealthChecks health)
    {
        var verbose = IsVerbose(context);
        var text = verbose ? (await health.AskAsync(context.RequestAborted).ConfigureAwait(false)).Verbose("healthz", passed: true) : "ok";
        await Answer.TextAsync(context, text).ConfigureAwait(false);
    }

    private static async Task ReadinessAsync(HttpContext context, HealthChecks health)
    {
        var report = await health.AskAsync(context.RequestAborted).ConfigureAwait(false);
        var text = IsVerbose(context) ? report.Verbose("readyz", report.IsReady) : report.IsReady ? "ok" : report.Problems();
        var status = report.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        await Answer.TextAsync(context, text, status).ConfigureAwait(false);
    }

    private static Task MetricsAsync(HttpContext context, MetricCollector metrics, ProgramIdentity program)
    {
        var text = new StringBuilder(8192);
        metrics.Write(text);
        ProcessMetrics.Write(text, program);
        return Answer.WriteAsync(context, StatusCodes.Status200OK, PrometheusText.ContentType, Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static bool IsVerbose(HttpContext context) => context.Request.Query.ContainsKey("verbose");
}
