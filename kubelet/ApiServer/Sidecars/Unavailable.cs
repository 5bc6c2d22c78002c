using Interlink.Hosting.Pods;

namespace Interlink.ApiServer.Sidecars;

/// <summary>Failures that are not the caller's: 503 and a sentence.</summary>
internal static class Unavailable
{
    /// <summary>No answer from the sidecar.</summary>
    /// <param name="outage">Why.</param>
    /// <param name="consequence">What that means for the call; a sentence.</param>
    public static PodRequestException Because(SidecarOutage outage, string consequence = "Try again when it is back.") =>
        new(PodRequestFailure.Unavailable, $"{char.ToUpperInvariant(outage.Message[0])}{outage.Message[1..]}. {consequence}", outage);
}
