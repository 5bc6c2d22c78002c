using Interlink.Processes;
using Interlink.Protocol.Pods;

namespace Interlink.Slurm.Planning.Containers;

/// <summary>Reads a pod's wish to run as an MPI program.</summary>
internal static class MpiWords
{
    /// <summary>The options for mpiexec, possibly none; null for a pod that is no MPI program. <c>true</c> is off, as in the Go plugin.</summary>
    public static IReadOnlyList<string>? Of(PodView pod)
    {
        string text = PodAnnotations.Of(pod.Annotations, PodAnnotations.MpiFlags).Trim();
        if (text.Length == 0 || text == "true")
            return null;
        if (text.Contains('\0', StringComparison.Ordinal))
            throw Reject.Invalid($"The annotation {PodAnnotations.MpiFlags} holds a NUL character: remove it.");
        try
        {
            var words = ShellWords.Split(text);
            // The first word without a dash would be the program that is started, on the node itself.
            return words.Count == 0 || words[0].StartsWith('-')
                ? words
                : throw Reject.Invalid($"The annotation {PodAnnotations.MpiFlags} must begin with an option of mpiexec, for example "
                    + "--map-by node.");
        }
        catch (ShellSyntaxException problem)
        {
            throw Reject.Invalid($"The annotation {PodAnnotations.MpiFlags} is not read by a shell and may hold only words and quotes. "
                + problem.Message);
        }
    }
}
