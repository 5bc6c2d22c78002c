using System.Net;

namespace Interlink.Kubernetes.Transport;

/// <summary>Whether a call that failed is sent again, and when. Pure.</summary>
internal static class Retry
{
    /// <summary>The pause before the next attempt; null to give up.</summary>
    /// <param name="request">The call.</param>
    /// <param name="failure">How it failed.</param>
    /// <param name="attempt">How often it has been sent, from 1.</param>
    /// <param name="options">How patient to be.</param>
    /// <param name="jitter">From 0 to 1, so that many do not come back at the same moment.</param>
    public static TimeSpan? Pause(ApiRequest request, KubernetesException failure, int attempt, KubernetesOptions options, double jitter)
    {
        if (attempt >= options.Attempts || !request.Patient || !IsSafe(request, failure))
        {
            return null;
        }

        TimeSpan doubled = options.FirstPause * Math.Pow(2, Math.Min(attempt - 1, 20));
        TimeSpan pause = (doubled < options.LongestPause ? doubled : options.LongestPause) * (0.75 + (jitter * 0.5));
        if (failure.RetryAfter is not { } asked)
        {
            return pause;
        }

        return asked > options.LongestPause ? null : asked > pause ? asked : pause;
    }

    /// <summary>
    /// What has been turned away before anything was done can be sent again whatever it is; the rest only if it changes nothing.
    /// </summary>
    private static bool IsSafe(ApiRequest request, KubernetesException failure) => failure.Code switch
    {
        (int)HttpStatusCode.TooManyRequests => true,
        0 => request.IsRead || !failure.FateUnknown,
        (int)HttpStatusCode.InternalServerError or (int)HttpStatusCode.BadGateway or (int)HttpStatusCode.ServiceUnavailable
            or (int)HttpStatusCode.GatewayTimeout => request.IsRead,
        _ => false,
    };
}
