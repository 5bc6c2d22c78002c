using Interlink.Planning;
using Interlink.Planning.Containers;
using Interlink.Planning.Environments;
using Interlink.Planning.Probes;
using Interlink.Planning.Volumes;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;

namespace Interlink.Podlet.Manifests;

/// <summary>Plans a manifest's pod for this machine; reads and writes nothing.</summary>
/// <param name="folder">The job folder, absolute.</param>
/// <param name="runtime">What starts the containers.</param>
/// <param name="memoryBytes">The machine's memory.</param>
internal sealed class ManifestPlanner(string folder, RuntimePlan runtime, long? memoryBytes)
{
    private const int DefaultGracePeriodSeconds = 30;

    /// <exception cref="PlanningException">The pod breaks a rule or asks for what is not to be had.</exception>
    /// <exception cref="PodFormatException">A field is of the wrong type.</exception>
    public ManifestPlan Plan(Manifest manifest)
    {
        PodView pod = manifest.Pod;
        PodIdentity.Check(pod);
        List<string> warnings = [];
        if (manifest.Ignored.Count > 0)
            warnings.Add($"Of the manifest only the first pod, config maps and secrets count, not {string.Join(", ", manifest.Ignored)}.");
        SentSources sources = new([new ContainerVolumes("", manifest.ConfigMaps, [], manifest.Secrets)]);
        ContainerAmounts amounts = new(pod, Environment.ProcessorCount, memoryBytes);
        FolderContent content = new();
        VolumePlanner volumes = new(
            pod, folder, HostPathBounds.None, new VolumeContent(sources, new DownwardFiles(pod, amounts), warnings), content);
        EnvironmentPlanner environments = new(pod, sources, amounts, warnings);
        MountPlanner mounts = new(volumes, content);
        ContainerPlan PlanOf(ContainerView container) => Plan(container, environments.Plan(container), mounts, warnings);
        PodPlan plan = new()
        {
            Namespace = pod.Namespace,
            Name = pod.Name,
            Uid = pod.Uid,
            RestartPolicy = pod.RestartPolicy,
            TerminationGracePeriodSeconds = Math.Max(0, pod.TerminationGracePeriodSeconds ?? DefaultGracePeriodSeconds),
            ActiveDeadlineSeconds = pod.ActiveDeadlineSeconds,
            Runtime = runtime,
            InitContainers = [.. pod.InitContainers.Select(PlanOf)],
            Containers = [.. pod.Containers.Select(PlanOf)],
        };
        return new ManifestPlan(plan, content, volumes.HostPaths, warnings);
    }

    private ContainerPlan Plan(ContainerView container, ContainerEnvironment environment, MountPlanner mounts, List<string> warnings)
    {
        ContainerPlan plan = new()
        {
            Name = container.Name,
            Image = ImageOf(container),
            Sidecar = container.IsSidecar,
            Command = [.. container.Command.Select(word => environment.Expand(word))],
            Args = [.. container.Args.Select(word => environment.Expand(word))],
            WorkingDirectory = container.WorkingDir,
            Environment = environment.Variables,
            Mounts = mounts.Plan(container, environment),
            Probes = ProbePlanner.Plan(container),
            Hooks = HookPlanner.Plan(container),
            PullPolicy = Enum.TryParse(container.ImagePullPolicy, out PullPolicy policy) ? policy : PullPolicy.IfNotPresent,
        };
        return runtime.Kind switch
        {
            ContainerRuntime.Host => HostRuntimeRules.Apply(plan, warnings),
            ContainerRuntime.Enroot => EnrootRules.Check(plan),
            _ => plan,
        };
    }

    private string ImageOf(ContainerView container)
    {
        if (runtime.Kind == ContainerRuntime.Host)
            return container.Image;
        string prefix = runtime.Kind == ContainerRuntime.Singularity ? "docker://" : "";
        return ImageReference.Of(container, prefix, runtime.Kind);
    }
}
