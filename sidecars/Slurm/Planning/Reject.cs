using Interlink.Hosting.Pods;

namespace Interlink.Slurm.Planning;

/// <summary>The two ways in which planning says no.</summary>
internal static class Reject
{
    /// <summary>The pod breaks a rule.</summary>
    public static PodRequestException Invalid(string sentence) => new(PodRequestFailure.Invalid, sentence);

    /// <summary>The pod is right, but asks for what is not to be had here.</summary>
    public static PodRequestException Unsupported(string sentence) => new(PodRequestFailure.Refused, sentence);
}
