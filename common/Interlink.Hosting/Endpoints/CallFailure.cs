using Interlink.Hosting.Pods;
using Interlink.Protocol.Pods;
using Microsoft.AspNetCore.Http;

namespace Interlink.Hosting.Endpoints;

/// <summary>Which status stands for which exception.</summary>
internal static class CallFailure
{
    /// <summary>nginx's number for a client that left before the answer; never sent, only counted.</summary>
    public const int ClientLeft = 499;

    public static int StatusOf(Exception exception) => exception switch
    {
        PodRequestException request => (int)request.Failure,
        PodFormatException => StatusCodes.Status400BadRequest,
        BadHttpRequestException request => request.StatusCode,
        OperationCanceledException => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>The sentence for the peer. What was not foreseen is not told: it may hold anything.</summary>
    public static string Sentence(Exception exception, HttpRequest request, HostOptions options, string program) => exception switch
    {
        PodRequestException or PodFormatException => exception.Message,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            $"The body of {request.Path} is larger than the {options.MaxRequestBytes} bytes that {program} accepts.",
        BadHttpRequestException => $"The request could not be read: {exception.Message}",
        OperationCanceledException => $"{program} is stopping: send the request again once it is back.",
        _ => $"{program} failed on {request.Method} {request.Path}; its log has the reason{InSession(request)}.",
    };

    private static string InSession(HttpRequest request) => SessionHeader.Read(request) is { } session ? $" (session {session})" : "";
}
