using System.Diagnostics;
using Interlink.Hosting.Endpoints;
using Interlink.Hosting.Telemetry;
using Microsoft.AspNetCore.Http;

namespace Interlink.ApiServer.Sidecars;

/// <summary>What of a call's headers is passed on to whoever is asked for it.</summary>
/// <param name="Session">The session, given or made here.</param>
/// <param name="Authorization">The caller's <c>Authorization</c>; null for none.</param>
/// <param name="TraceParent">The W3C trace context; null for none.</param>
/// <param name="TraceState">Its vendors' part; null for none.</param>
internal sealed record CallerHeaders(string Session, string? Authorization, string? TraceParent, string? TraceState)
{
    /// <summary>Reads them from a request; a call without a session gets one, as in Go.</summary>
    public static CallerHeaders Of(HttpRequest request)
    {
        var headers = request.Headers;
        var session = SessionHeader.Read(request) ?? $"Request-{Guid.NewGuid()}";
        var authorization = Text(headers.Authorization);

        // Only a span that is exported may stand between the caller's and the sidecar's.
        return Activity.Current is { IdFormat: ActivityIdFormat.W3C } span && span.Source.Name == CallSpan.SourceName
            ? new CallerHeaders(session, authorization, span.Id, span.TraceStateString)
            : new CallerHeaders(session, authorization, Text(headers.TraceParent), Text(headers.TraceState));
    }

    /// <summary>Keeps the token out of logs.</summary>
    public override string ToString() => Session;

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
