using Interlink.ApiServer.Sidecars;
using Microsoft.AspNetCore.Http;

namespace Interlink.ApiServer.Calls;

/// <summary>Passes on what a sidecar answered: status, type and body, byte for byte.</summary>
internal static class RelayedAnswer
{
    public static async Task SendAsync(HttpContext context, SidecarAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted).ConfigureAwait(false);
    }
}
