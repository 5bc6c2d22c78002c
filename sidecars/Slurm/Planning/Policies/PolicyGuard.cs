using System.Text.RegularExpressions;
using Interlink.Planning.Volumes;
using Interlink.Processes;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Planning.Flags;

namespace Interlink.Slurm.Planning.Policies;

/// <summary>Refuses pods that ask for what the administrator's policy does not let them. Every refusal names the rule.</summary>
internal sealed class PolicyGuard(PodPolicy policy)
{
    private static readonly string[] ShellAnnotations = [PodAnnotations.PreExec, PodAnnotations.WstunnelCommands];

    // The environment of a batch script says what bash runs first (BASH_ENV) and what every program loads (LD_PRELOAD); a Slurm container
    // brings a whole file system for it.
    private static readonly string[] ShellFlags = ["container", "container-id", "export", "export-file", "get-user-env"];

    private static readonly string[] IdentityFlags = ["uid", "gid"];

    /// <summary>Looks at what the request itself says.</summary>
    public void CheckRequest(CreateRequest request)
    {
        var annotations = request.Pod.Annotations;
        foreach (string name in annotations.Keys.Where(policy.DeniedAnnotations.Contains))
            throw Refused($"the annotation {name}", "DeniedAnnotations");
        foreach (var container in request.Pod.InitContainers.Concat(request.Pod.Containers))
        {
            if (!policy.AllowPrivileged && (container.Privileged || container.AddedCapabilities.Count > 0))
                throw Refused($"the privileges that the container '{container.Name}' asks for", "AllowPrivileged");
        }

        if (policy.AllowShell)
            return;
        foreach (string name in ShellAnnotations.Where(name => PodAnnotations.Of(annotations, name).Length > 0))
            throw Refused($"the annotation {name}, which holds shell text", "AllowShell");
        // mpiexec starts whatever program its options name.
        if (Containers.MpiWords.Of(request.Pod) is { Count: > 0 })
            throw Refused($"the annotation {PodAnnotations.MpiFlags}, which can start programs outside of a container", "AllowShell");
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
            if (policy.AllowedFlags is null && !policy.AllowShell && ShellFlags.Any(shell => Means(flag, shell)))
                throw Refused($"the sbatch flag --{flag.LongName}, which can run programs outside of a container", "AllowShell");
            if (policy.LowestUser > 0 && IdentityFlags.Any(identity => Means(flag, identity)))
                throw Refused($"the sbatch flag --{flag.LongName}", "LowestUser");
            if (policy.DeniedFlags.Any(denied => Means(flag, denied)))
                throw Refused($"the sbatch flag --{flag.LongName}", "DeniedFlags");
            if (policy.FlagValues.Any(rule => Means(flag, rule.Key) && !Matches(rule.Value, flag.Value ?? "")))
                throw Refused($"this value of the sbatch flag --{flag.LongName}", "FlagValues");
        }
    }

    /// <summary>What pods may see of the machine's own files.</summary>
    public HostPathBounds HostPathBounds =>
        new(IsReadOnly, policy.HostPaths, policy.ReadOnlyHostPaths.Count > 0 ? policy.ReadOnlyHostPaths : null);

    /// <summary>True when a hostPath is to be mounted read-only whatever the pod says.</summary>
    private bool IsReadOnly(string hostPath, string volume)
    {
        string path = PolicyPath.Normal(hostPath);
        if (policy.HostPaths is { } folders && !folders.Any(folder => RealPath.IsIn(path, folder)))
            throw Refused($"the hostPath of the volume '{volume}'", "HostPaths");
        // A folder above one that is only for reading holds it.
        return policy.ReadOnlyHostPaths.Any(folder => RealPath.IsIn(path, folder) || RealPath.IsIn(folder, path));
    }

    /// <summary>Looks at the options for the container runtime in a pod's annotation.</summary>
    public void CheckRuntimeOptions(IReadOnlyList<string> words, string annotation)
    {
        if (policy.RuntimeOptions is not { } allowed)
            return;
        for (int i = 0; i < words.Count; i++)
        {
            int equals = words[i].IndexOf('=', StringComparison.Ordinal);
            string option = equals < 0 ? words[i] : words[i][..equals];
            // A word that is no option's value would be taken for the image.
            if (!allowed.TryGetValue(option, out var values))
                throw Refused($"an option or a word in the annotation {annotation}", "RuntimeOptions");
            string? value = equals >= 0 ? words[i][(equals + 1)..] : values is not null && i + 1 < words.Count ? words[++i] : null;
            if (values is null ? value is not null : value is null || !Matches(values, value))
                throw Refused($"this value of {option} in the annotation {annotation}", "RuntimeOptions");
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

    private static bool Means(SbatchFlag flag, string name) => SbatchFlagNames.CouldMean(flag.Name, name);

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
