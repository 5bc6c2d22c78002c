using Interlink.Hosting.Pods;

namespace Interlink.KubernetesSidecar.Translation;

/// <summary>The ways in which a pod is refused.</summary>
internal static class Reject
{
    /// <summary>The pod breaks a rule.</summary>
    public static PodRequestException Invalid(string sentence) => new(PodRequestFailure.Invalid, sentence);

    /// <summary>The pod is right, but is not to be had here.</summary>
    public static PodRequestException Refused(string sentence, Exception? cause = null) => new(PodRequestFailure.Refused, sentence, cause);
}
