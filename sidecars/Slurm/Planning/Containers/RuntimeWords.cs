using Interlink.Processes;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Planning.Policies;

namespace Interlink.Slurm.Planning.Containers;

/// <summary>Reads a pod's own options for the container runtime.</summary>
internal static class RuntimeWords
{
    private static readonly string[] Singularity = [PodAnnotations.SingularityOptions, PodAnnotations.SingularityMounts];
    private static readonly string[] Enroot = [PodAnnotations.EnrootOptions, PodAnnotations.EnrootMounts];

    public static IReadOnlyList<string> Of(PodView pod, SlurmOptions options, PolicyGuard policy, List<string> warnings)
    {
        string[] used = options.Runtime switch
        {
            ContainerRuntime.Singularity => Singularity,
            ContainerRuntime.Enroot => Enroot,
            _ => [],
        };
        IEnumerable<string> unused = Singularity.Concat(Enroot).Except(used);
        foreach (string name in unused.Where(name => PodAnnotations.Of(pod.Annotations, name).Length > 0))
            warnings.Add($"The annotation {name} has no effect: it is for another container runtime than the configured one.");
        return [.. used.SelectMany(name => Words(pod, name, policy))];
    }

    private static IReadOnlyList<string> Words(PodView pod, string name, PolicyGuard policy)
    {
        string text = PodAnnotations.Of(pod.Annotations, name).Trim();
        if (text.Length == 0)
            return [];
        if (text.Contains('\0', StringComparison.Ordinal))
            throw Reject.Invalid($"The annotation {name} holds a NUL character: remove it.");
        try
        {
            var words = ShellWords.Split(text);
            policy.CheckRuntimeOptions(words, name);
            // The first word without a dash would be taken for the image.
            return words.Count == 0 || words[0].StartsWith('-')
                ? words
                : throw Reject.Invalid($"The annotation {name} must begin with an option, for example --bind /data:/data.");
        }
        catch (ShellSyntaxException problem)
        {
            throw Reject.Invalid($"The annotation {name} is not read by a shell and may hold only words and quotes. {problem.Message}");
        }
    }
}
