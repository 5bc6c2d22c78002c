using System.Text.RegularExpressions;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Planning.Flags;

namespace Interlink.Slurm.Planning.Policies;

/// <summary>Refuses pods that ask for what the administrator's policy does not let them. Every refusal names the rule.</summary>
internal sealed class PolicyGuard(PodPolicy policy)
{
    private static readonly string[] ShellAnnotations = [PodAnnotations.PreExec, PodAnnotations.WstunnelCommands];

    /// <summary>Looks at what the request itself says.</summary>
    public void CheckRequest(CreateRequest request)
    {
        var annotations = request.Pod.Annotations;
        foreach (string name in annotations.Keys.Where(policy.DeniedAnnotations.Contains))
            throw Refused($"the annotation {name}", "DeniedAnnotations");
        if (policy.AllowShell)
            return;
        foreach (string name in ShellAnnotations.Where(name => PodAnnotations.Of(annotations, name).Length > 0))
            throw Refused($"the annotation {name}, which holds shell text", "AllowShell");
        if (!string.IsNullOrEmpty(request.JobScript))
            throw Refused("a job script", "AllowShell");
    }

    /// <summary>Looks at the flags of the pod's own annotation; those of flavors are the administrator's.</summary>
    public void CheckFlags(IEnumerable<SbatchFlag> flags)
    {
        foreach (var flag in flags)
        {
            if (policy.AllowedFlags is { } allowed && !allowed.Contains(flag.LongName))
                throw Refused($"the sbatch flag --{flag.LongName}", "AllowedFlags");
            if (policy.DeniedFlags.Any(denied => Means(flag, denied)))
                throw Refused($"the sbatch flag --{flag.LongName}", "DeniedFlags");
            if (policy.FlagValues.Any(rule => Means(flag, rule.Key) && !Matches(rule.Value, flag.Value ?? "")))
                throw Refused($"this value of the sbatch flag --{flag.LongName}", "FlagValues");
        }
    }

    /// <summary>True when a hostPath is to be mounted read-only whatever the pod says.</summary>
    public bool IsReadOnly(string hostPath, string volume)
    {
        // A path of dots and doubled slashes is the path without them.
        string path = "/" + string.Join('/', hostPath.Split('/').Where(part => part is not ("" or ".")));
        if (policy.HostPaths is { } folders && !folders.Any(folder => IsBelow(path, folder)))
            throw Refused($"the hostPath of the volume '{volume}'", "HostPaths");
        return policy.ReadOnlyHostPaths.Any(folder => IsBelow(path, folder));
    }

    /// <summary>Looks at the options for the container runtime in a pod's annotation.</summary>
    public void CheckRuntimeOptions(IEnumerable<string> words, string annotation)
    {
        if (policy.RuntimeOptions is not { } allowed)
            return;
        foreach (string word in words.Where(word => word.StartsWith('-')))
        {
            if (!allowed.Contains(word.Split('=')[0]))
                throw Refused($"an option in the annotation {annotation}", "RuntimeOptions");
        }
    }

    /// <summary>Looks at an image as the runtime is to get it.</summary>
    public void CheckImage(string image, ContainerView container)
    {
        if (policy.Images is { } images && !Matches(images, image))
            throw Refused($"the image of the container '{container.Name}'", "Images");
    }

    /// <summary>Looks at the user the job is to run as.</summary>
    public void CheckUser(long? user)
    {
        if (user < policy.LowestUser)
            throw Refused("its user", "LowestUser");
    }

    // sbatch takes any beginning of a name that fits no other: --part is --partition.
    private static bool Means(SbatchFlag flag, string name) => name.StartsWith(flag.LongName, StringComparison.Ordinal);

    private static bool IsBelow(string path, string folder) =>
        path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static bool Matches(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static Hosting.Pods.PodRequestException Refused(string what, string rule) => Reject.Unsupported(
        $"The pod may not have {what}: the administrator's policy ({PolicyKeys.Name}.{rule}) does not allow it.");
}
