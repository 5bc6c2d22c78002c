using Interlink.Planning.Environments;
using Interlink.Planning.Probes;
using Interlink.Planning.Volumes;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;

namespace Interlink.Planning.Containers;

/// <summary>Plans one container: everything in it is final.</summary>
internal sealed class ContainerPlanner(
    PodView pod,
    string jobFolder,
    ContainerSettings settings,
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
            RuntimeOptions = settings.RuntimeWords,
            Security = SecurityPlanner.Plan(pod, container, settings, warnings),
            Probes = Probes(container),
            Hooks = HookPlanner.Plan(container),
            PullPolicy = PullPolicyOf(container),
            MpiFlags = MpiFlags(container),
        };
        if (settings.NoMountsBecause is null)
            plan = TerminationMessages.Add(plan, container, settings.Runtime.Kind, jobFolder);
        return settings.Runtime.Kind switch
        {
            ContainerRuntime.Host => HostRuntimeRules.Apply(plan, warnings),
            ContainerRuntime.Enroot => EnrootRules.Check(plan),
            _ => plan,
        };
    }

    private string Image(ContainerView container)
    {
        if (settings.Runtime.Kind == ContainerRuntime.Host)
            return container.Image;
        string image = ImageReference.Of(container, settings.ImagePrefix, settings.Runtime.Kind);
        settings.CheckImage?.Invoke(image, container);
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
        if (probes is null || settings.NoProbesBecause is null)
            return probes;
        warnings.Add($"The probes of the container '{container.Name}' are not run: {settings.NoProbesBecause}.");
        return null;
    }

    // Init containers prepare for the ranks; they are none themselves.
    private IReadOnlyList<string>? MpiFlags(ContainerView container) => container.IsInit ? null : settings.MpiFlags;

    private IReadOnlyList<MountPlan> Mounts(ContainerView container, ContainerEnvironment environment)
    {
        if (settings.NoMountsBecause is null || container.VolumeMounts.Count == 0)
            return settings.NodeFiles.Add(mounts.Plan(container, environment));
        warnings.Add($"The container '{container.Name}' gets none of its mounts: {settings.NoMountsBecause}.");
        return settings.NodeFiles.Add([]);
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
