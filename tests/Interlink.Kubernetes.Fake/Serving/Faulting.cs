using Interlink.Kubernetes.Fake.Storage;
using Microsoft.AspNetCore.Http;

namespace Interlink.Kubernetes.Fake.Serving;

/// <summary>Lets requests go wrong.</summary>
internal static class Faulting
{
    /// <summary>False when the request has got its answer, or none, already.</summary>
    /// <exception cref="ApiException">The answer that was ordered.</exception>
    public static async Task<bool> MeetAsync(HttpContext context, IEnumerable<Fault> faults, string method)
    {
        string path = context.Request.Path.Value! + context.Request.QueryString;
        if (faults.FirstOrDefault(candidate => candidate.Meets(method, path)) is not { } fault)
        {
            return true;
        }

        if (fault.Delay > TimeSpan.Zero)
        {
            await Task.Delay(fault.Delay, TimeProvider.System, context.RequestAborted);
        }

        if (fault.Cut)
        {
            fault.Meanwhile?.Invoke();
            context.Abort();
            return false;
        }

        if (fault.CutAnswer)
        {
            // The answer's first byte is its end.
            context.Response.OnStarting(() =>
            {
                fault.Meanwhile?.Invoke();
                context.Abort();
                return Task.CompletedTask;
            });
        }

        return fault.Code == 0 ? true : throw new ApiException(
            fault.Code, fault.Reason ?? ReasonOf(fault.Code), $"ordered by the test: {fault.Code}", retryAfterSeconds: fault.RetryAfterSeconds);
    }

    private static string ReasonOf(int code) => code switch
    {
        400 => "BadRequest",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "NotFound",
        409 => "Conflict",
        410 => "Expired",
        422 => "Invalid",
        429 => "TooManyRequests",
        503 => "ServiceUnavailable",
        504 => "Timeout",
        _ => "InternalError",
    };
}
