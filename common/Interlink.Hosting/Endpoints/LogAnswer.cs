using Interlink.Hosting.Pods;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Interlink.Hosting.Endpoints;

/// <summary>Sends a log as it is written.</summary>
internal static class LogAnswer
{
    public static async Task SendAsync(HttpContext context, IPodLog log, bool follow, CancellationToken cancellation)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

        // A person may page through a log as slowly as they like.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        if (follow)
        {
            // Go peers give up after 120 s without headers, and a container may be silent for longer.
            await context.Response.StartAsync(cancellation).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(cancellation).ConfigureAwait(false);
        }

        await log.CopyToAsync(context.Response.Body, cancellation).ConfigureAwait(false);
    }
}
