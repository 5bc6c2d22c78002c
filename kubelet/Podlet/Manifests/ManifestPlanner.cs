using Interlink.Planning;
using Interlink.Planning.Containers;
using Interlink.Planning.Environments;
using Interlink.Planning.Fields;
using Interlink.Planning.Networks;
using Interlink.Planning.Volumes;
using Interlink.Protocol;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Pods;
using Interlink.Protocol.Wire;

namespace Interlink.Podlet.Manifests;

/// <summary>Plans a manifest's pod for this machine; reads and writes nothing.</summary>
/// <param name="folder">The job folder, absolute.</param>
/// <param name="runtime">What starts the containers.</param>
/// <param name="memoryBytes">The machine's memory.</param>
/// <param name="userId">The numeric user that runs it.</param>
internal sealed class ManifestPlanner(string folder, RuntimePlan runtime, long? memoryBytes, long userId)
{
    /// <exception cref="PlanningException">The pod breaks a rule or asks for what is not to be had.</exception>
    /// <exception cref="PodFormatException">A field is of the wrong type.</exception>
    public ManifestPlan Plan(Manifest manifest)
    {
        PodView pod = manifest.Pod;
        PodIdentity.Check(pod);
        List<string> warnings = [];
        PodFieldCheck.Check(pod, runtime.Kind, warnings);
        if (manifest.Ignored.Count > 0)
            warnings.Add($"Of the manifest only the first pod, config maps and secrets count, not {string.Join(", ", manifest.Ignored)}.");
        SentSources sources = new([new ContainerVolumes("", manifest.ConfigMaps, [], manifest.Secrets)]);
        ContainerAmounts amounts = new(pod, Environment.ProcessorCount, memoryBytes);
        FolderContent content = new();
        VolumePlanner volumes = new(
            pod, folder, HostPathBounds.None, new VolumeContent(sources, new DownwardFiles(pod, amounts), warnings), content);
        ContainerSettings settings = SettingsOf(pod, warnings);
        ContainerPlanner containers = new(
            pod, folder, settings, new EnvironmentPlanner(pod, sources, amounts, warnings), new MountPlanner(volumes, content), warnings);
        bool hasLogins = RegistryCredentials.Add(pod, sources, runtime.Kind, content, warnings);
        PodPlan plan = new()
        {
            Namespace = pod.Namespace,
            Name = pod.Name,
            Uid = pod.Uid,
            RestartPolicy = pod.RestartPolicy,
            TerminationGracePeriodSeconds = PodTimes.GracePeriodSeconds(pod),
            ActiveDeadlineSeconds = PodTimes.DeadlineSeconds(pod),
            Runtime = settings.Runtime with { AuthFolder = hasLogins ? $"{folder}/{RegistryFiles.Folder}" : null },
            HostName = settings.NodeFiles.HostName,
            Hosts = settings.NodeFiles.Hosts,
            Resolver = settings.NodeFiles.Resolver,
            InitContainers = [.. pod.InitContainers.Select(containers.Plan)],
            Containers = [.. pod.Containers.Select(containers.Plan)],
        };
        return new ManifestPlan(plan, content, volumes.HostPaths, warnings);
    }

    private ContainerSettings SettingsOf(PodView pod, List<string> warnings) => new()
    {
        Runtime = SharedNamespaces.Apply(pod, LocalDevices.Add(pod, runtime, warnings), mayShare: true, warnings),
        NodeFiles = NodeFiles.Of(pod, runtime.Kind, folder, warnings),
        ImagePrefix = runtime.Kind == ContainerRuntime.Singularity ? "docker://" : "",
        // Podman and docker make a container's user, whoever this one is.
        PodUser = runtime.Kind is ContainerRuntime.Podman or ContainerRuntime.Docker ? null : userId,
    };
}
