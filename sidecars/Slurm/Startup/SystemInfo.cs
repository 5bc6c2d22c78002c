using System.Text.Json;
using Interlink.Slurm.Scheduling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Slurm.Startup;

/// <summary>The endpoint <c>/system-info</c>: the scheduler's own view, for people.</summary>
internal static class SystemInfo
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/system-info", (RequestDelegate)AnswerAsync);

    private static async Task AnswerAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var scheduler = services.GetRequiredService<IScheduler>();
        string? description = null, failure = null;
        try
        {
            description = await scheduler.DescribeAsync(context.RequestAborted);
        }
        catch (SchedulerUnavailableException unavailable)
        {
            failure = unavailable.Message;
        }
        context.Response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteString("status", failure is null ? "ok" : "error");
        writer.WriteString("timestamp", services.GetRequiredService<TimeProvider>().GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
        writer.WriteBoolean("slurm_connected", failure is null);
        if (description is not null)
            writer.WriteString("sinfo_output", description);
        if (failure is not null)
            writer.WriteString("error", failure);
        writer.WriteEndObject();
    }
}
