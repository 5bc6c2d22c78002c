using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Interlink.Kubernetes.Transport;

/// <summary>Makes sentences of what went wrong.</summary>
internal static class Failures
{
    private const int LongestText = 500;

    /// <summary>Of an answer that is no success.</summary>
    /// <param name="request">The call.</param>
    /// <param name="server">The server's address.</param>
    /// <param name="answer">The answer's head.</param>
    /// <param name="body">The answer's body, or its beginning.</param>
    /// <param name="now">The time, for a Retry-After that is a date.</param>
    public static KubernetesException Of(
        ApiRequest request, Uri server, HttpResponseMessage answer, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        JsonObject? status = StatusOf(body);
        return Of(request, server, (int)answer.StatusCode, status, PlainText(body, status), RetryAfter(answer.Headers.RetryAfter, status, now));
    }

    /// <summary>Of a Status object that came inside an answer, as in a watch.</summary>
    public static KubernetesException Of(ApiRequest request, Uri server, JsonObject status) =>
        Of(request, server, Number(status, "code") ?? 500, status, "", RetryAfter(null, status, default));

    /// <summary>Of a call without an answer.</summary>
    /// <param name="request">The call.</param>
    /// <param name="server">The server's address.</param>
    /// <param name="problem">What happened.</param>
    /// <param name="sent">False when the server cannot have got the request.</param>
    /// <param name="cause">The exception, if there was one.</param>
    public static KubernetesException Unreachable(ApiRequest request, Uri server, string problem, bool sent, Exception? cause = null) =>
        new($"Could not {request.Doing}: the API server {Shown(server)} {problem}", cause) { FateUnknown = sent && !request.IsRead };

    /// <summary>Of an exception that the HTTP client threw.</summary>
    public static KubernetesException Unreachable(ApiRequest request, Uri server, Exception cause)
    {
        Exception root = cause;
        while (root.InnerException is { } inner)
        {
            root = inner;
        }

        // These happen before a byte of the request is written; "connection error" is what .NET calls a connection that was not made.
        bool sent = (cause as HttpRequestException)?.HttpRequestError is not (
            HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError);
        return Unreachable(request, server, $"does not answer: {root.Message}", sent, cause);
    }

    private static KubernetesException Of(
        ApiRequest request, Uri server, int code, JsonObject? status, string text, TimeSpan? retryAfter)
    {
        string reason = Text(status, "reason");
        string message = Text(status, "message");
        string said = message.Length > 0 ? message : text.Length > 0 ? text : "it gives no reason";
        string word = reason.Length > 0 ? reason : ((HttpStatusCode)code).ToString();
        return new KubernetesException($"Could not {request.Doing}: the API server {Shown(server)} answered {code} {word}: {said}")
        {
            Code = code,
            Reason = reason,
            StatusMessage = message,
            Status = status,
            RetryAfter = retryAfter,
            FateUnknown = code >= 500 && !request.IsRead,
        };
    }

    /// <summary>Without a user and password that somebody may have written into the address.</summary>
    private static string Shown(Uri server) => server.GetLeftPart(UriPartial.Path).Replace(server.UserInfo + "@", "", StringComparison.Ordinal);

    private static JsonObject? StatusOf(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject json && Text(json, "kind") == "Status" ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string PlainText(ReadOnlySpan<byte> body, JsonObject? status)
    {
        if (status is not null)
        {
            return "";
        }

        string text = System.Text.Encoding.UTF8.GetString(body.Length > LongestText ? body[..LongestText] : body).Trim();

        // A page of a proxy says nothing that fits into a sentence.
        return text.StartsWith('<') ? "" : text;
    }

    private static TimeSpan? RetryAfter(RetryConditionHeaderValue? header, JsonObject? status, DateTimeOffset now)
    {
        if (header?.Delta is { } delta)
        {
            return delta;
        }

        if (header?.Date is { } date)
        {
            return date > now ? date - now : TimeSpan.Zero;
        }

        return Number(status?["details"] as JsonObject, "retryAfterSeconds") is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static string Text(JsonObject? json, string field) =>
        json?[field] is { } node && node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : "";

    private static int? Number(JsonObject? json, string field) => json?[field] is { } node && node.GetValueKind() == JsonValueKind.Number
        && int.TryParse(node.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;
}
