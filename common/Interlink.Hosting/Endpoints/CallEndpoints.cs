using Interlink.Hosting.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Interlink.Hosting.Endpoints;

/// <summary>Adds a program's own calls beside the common ones.</summary>
public static class CallEndpoints
{
    /// <summary>
    /// Maps a call with all that the common ones have: a span, errors (throw a <see cref="Pods.PodRequestException"/>), session, token,
    /// metrics. Describe it with an <see cref="OpenApi.OpenApiPart"/>.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="path">The path, for example <c>/system-info</c>.</param>
    /// <param name="spanName">The span's name in traces, for example <c>SystemInfo</c>.</param>
    /// <param name="methods">The HTTP methods; with <c>GET</c>, say <c>HEAD</c> too unless it takes a body.</param>
    /// <param name="handler">Answers, for example through <see cref="Answer"/>.</param>
    public static IEndpointConventionBuilder MapCall(
        this IEndpointRouteBuilder endpoints, string path, string spanName, IReadOnlyList<string> methods, RequestDelegate handler) =>
        endpoints.MapMethods(path, methods, context => AnswerAsync(context, spanName, handler));

    private static async Task AnswerAsync(HttpContext context, string spanName, RequestDelegate handler)
    {
        using var span = CallSpan.Start(context, spanName);
        try
        {
            await handler(context).ConfigureAwait(false);
            span.End(context.Response.StatusCode, null);
        }
        catch (Exception e)
        {
            span.End(CallFailure.StatusOf(e), e.Message);
            throw;
        }
    }
}
