using Interlink.Planning.Containers;
using Interlink.Planning.Environments;
using Interlink.Planning.Probes;
using Interlink.Planning.Volumes;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Planning.Policies;

namespace Interlink.Slurm.Planning.Containers;

/// <summary>Plans one container: everything in it is final.</summary>
internal sealed class ContainerPlanner(
    PodView pod,
    string jobFolder,
    SlurmOptions options,
    PolicyGuard policy,
    IReadOnlyList<string> runtimeWords,
    EnvironmentPlanner environments,
    MountPlanner mounts,
    List<string> warnings)
{
    public ContainerPlan Plan(ContainerView container)
    {
        var environment = environments.Plan(container);
        var plan = new ContainerPlan
        {
            Name = container.Name,
            Image = Image(container),
            Sidecar = container.IsSidecar,
            Command = Words(container.Command, environment, container),
            Args = Words(container.Args, environment, container),
            WorkingDirectory = WorkingDirectory(container),
            Environment = environment.Variables,
            Mounts = Mounts(container, environment),
            RuntimeOptions = runtimeWords,
            Security = SecurityPlanner.Plan(pod, container, options, warnings),
            Probes = Probes(container),
            Hooks = HookPlanner.Plan(container),
            PullPolicy = PullPolicyOf(container),
            MpiFlags = MpiFlags(container),
        };
        if (options.ExportPodData != false)
            plan = TerminationMessages.Add(plan, container, options.Runtime, jobFolder);
        return options.Runtime switch
        {
            ContainerRuntime.Host => HostRuntimeRules.Apply(plan, warnings),
            ContainerRuntime.Enroot => EnrootRules.Check(plan),
            _ => plan,
        };
    }

    private string Image(ContainerView container)
    {
        if (options.Runtime == ContainerRuntime.Host)
            return container.Image;
        string root = PodAnnotations.Of(pod.Annotations, PodAnnotations.ImageRoot);
        string image = ImageReference.Of(container, root.Length > 0 ? root : options.ImagePrefix, options.Runtime);
        policy.CheckImage(image, container);
        return image;
    }

    private static PullPolicy PullPolicyOf(ContainerView container) => container.ImagePullPolicy switch
    {
        "Always" => PullPolicy.Always,
        "Never" => PullPolicy.Never,
        "" or "IfNotPresent" => PullPolicy.IfNotPresent,
        _ => throw Reject.Invalid($"The imagePullPolicy of the container '{container.Name}' must be Always, IfNotPresent or Never."),
    };

    private ProbesPlan? Probes(ContainerView container)
    {
        var probes = ProbePlanner.Plan(container);
        if (probes is null || options.EnableProbes)
            return probes;
        warnings.Add($"The probes of the container '{container.Name}' are not run: EnableProbes is false.");
        return null;
    }

    // Init containers prepare for the ranks; they are none themselves.
    private IReadOnlyList<string>? MpiFlags(ContainerView container) => container.IsInit ? null : MpiWords.Of(pod);

    private IReadOnlyList<MountPlan> Mounts(ContainerView container, ContainerEnvironment environment)
    {
        if (options.ExportPodData != false || container.VolumeMounts.Count == 0)
            return mounts.Plan(container, environment);
        warnings.Add($"The container '{container.Name}' gets none of its mounts: ExportPodData is false.");
        return [];
    }

    private static IReadOnlyList<string> Words(IReadOnlyList<string> words, ContainerEnvironment environment, ContainerView container) =>
        words.Any(word => word.Contains('\0', StringComparison.Ordinal))
            ? throw Reject.Invalid($"The command or an argument of the container '{container.Name}' holds a NUL character: remove it.")
            : [.. words.Select(word => environment.Expand(word))];

    private static string? WorkingDirectory(ContainerView container) => container.WorkingDir switch
    {
        null => null,
        { } path when path.StartsWith('/') && !path.Any(char.IsControl) => path,
        _ => throw Reject.Invalid($"The workingDir of the container '{container.Name}' must be an absolute path without control "
            + "characters."),
    };
}
