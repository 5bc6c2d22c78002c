using System.Buffers;
using System.Text.Json;
using Interlink.Hosting.Endpoints;
using Interlink.Hosting.OpenApi;
using Interlink.Slurm.Scheduling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Slurm.Startup;

/// <summary>The endpoint <c>/system-info</c>: the scheduler's own view, for people.</summary>
internal static class SystemInfo
{
    private const string Description = "system-info.openapi.json";

    /// <summary>What the endpoint adds to the OpenAPI document.</summary>
    public static OpenApiPart OpenApi()
    {
        using var stream = typeof(SystemInfo).Assembly.GetManifestResourceStream(Description)!;
        var json = new byte[stream.Length];
        stream.ReadExactly(json);
        return new OpenApiPart(json);
    }

    public static void Map(WebApplication app) =>
        app.MapCall("/system-info", "SystemInfo", [HttpMethods.Get, HttpMethods.Head], AnswerAsync);

    private static async Task AnswerAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        try
        {
            var text = await services.GetRequiredService<IScheduler>().DescribeAsync(context.RequestAborted);
            await Answer.JsonAsync(context, Write(now, text, failure: null));
        }
        catch (SchedulerUnavailableException unavailable)
        {
            await Answer.JsonAsync(context, Write(now, text: null, unavailable.Message));
        }
    }

    private static ReadOnlyMemory<byte> Write(DateTimeOffset now, string? text, string? failure)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteString("status", failure is null ? "ok" : "error");
        writer.WriteString("timestamp", now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
        writer.WriteBoolean("slurm_connected", failure is null);
        if (text is not null)
            writer.WriteString("sinfo_output", text);
        if (failure is not null)
            writer.WriteString("error", failure);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }
}
