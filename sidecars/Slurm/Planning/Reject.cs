using Interlink.Hosting.Pods;

namespace Interlink.Slurm.Planning;

/// <summary>The two ways in which planning says no.</summary>
internal static class Reject
{
    /// <summary>The pod breaks a rule.</summary>
    public static PodRequestException Invalid(string sentence) => new(PodRequestFailure.Invalid, OneLine(sentence));

    /// <summary>The pod is right, but asks for what is not to be had here.</summary>
    public static PodRequestException Unsupported(string sentence) => new(PodRequestFailure.Refused, OneLine(sentence));

    // A sentence may quote a name from the request, and goes into answers and logs.
    private static string OneLine(string sentence) => string.Concat(sentence.Select(c => char.IsControl(c) ? '?' : c));
}
