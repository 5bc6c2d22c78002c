using Interlink.Protocol.Plans;
using Interlink.Protocol.Wire;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Planning.Demands;
using Interlink.Slurm.Planning.Environments;
using Interlink.Slurm.Planning.Scripts;
using Interlink.Slurm.Planning.Volumes;

namespace Interlink.Slurm.Planning;

/// <summary>Turns a pod into a job; reads and writes nothing.</summary>
internal sealed class PodPlanner(SlurmOptions options)
{
    private const int DefaultGracePeriodSeconds = 30;

    /// <summary>
    /// Plans a pod whose folder will be <paramref name="jobFolder"/> and whose podlet will be at <paramref name="podlet"/>, both absolute,
    /// for a cluster of which <paramref name="cluster"/> is known (null: nothing).
    /// A pod that breaks a rule, or asks for what is not to be had, is a <see cref="Hosting.Pods.PodRequestException"/>.
    /// </summary>
    public JobPlan Plan(CreateRequest request, string jobFolder, string podlet, ClusterTraits? cluster = null)
    {
        var pod = request.Pod;
        var warnings = new List<string>();
        PodIdentity.Check(pod);
        UnsupportedFields.Check(request, warnings);

        int gracePeriod = GracePeriod(pod.TerminationGracePeriodSeconds);
        long? deadline = Deadline(pod.ActiveDeadlineSeconds);
        var flags = JobFlags.Of(pod, jobFolder, gracePeriod, options, cluster ?? ClusterTraits.Unknown, warnings);
        var amounts = new ContainerAmounts(pod, flags.Cpus, flags.MemoryBytes);
        var sources = new SentSources(request.Containers);
        var folder = new FolderContent();
        var volumes = new VolumePlanner(
            pod, jobFolder, new VolumeContent(sources, new DownwardFiles(pod, amounts), warnings), folder);
        var containers = new ContainerPlanner(
            pod,
            options,
            RuntimeWords.Of(pod, options, warnings),
            new EnvironmentPlanner(pod, sources, amounts, warnings),
            new MountPlanner(volumes, folder),
            warnings);

        var plan = new PodPlan
        {
            Namespace = pod.Namespace,
            Name = pod.Name,
            Uid = pod.Uid,
            RestartPolicy = pod.RestartPolicy,
            TerminationGracePeriodSeconds = gracePeriod,
            ActiveDeadlineSeconds = deadline,
            Runtime = new RuntimePlan { Kind = options.Runtime, Command = options.RuntimeCommand, Options = options.RuntimeOptions },
            Resources = new PlannedResources(flags.Cpus, flags.MemoryBytes),
            Shell = options.BashPath,
            InitContainers = [.. pod.InitContainers.Select(containers.Plan)],
            Containers = [.. pod.Containers.Select(containers.Plan)],
        };
        return new JobPlan
        {
            Pod = plan,
            BatchScript = BatchScript.Write(options.BashPath, flags.Flags, podlet, jobFolder),
            Prefix = PrefixScript.Write(pod, options, podlet, jobFolder, folder.Files),
            Files = folder.Files,
            Folders = folder.Folders,
            HostPaths = volumes.HostPaths,
            Warnings = warnings,
            RunAsUser = flags.User,
        };
    }

    private static int GracePeriod(int? seconds) => seconds switch
    {
        < 0 => throw Reject.Invalid("The pod's terminationGracePeriodSeconds is negative: use 0 or more."),
        { } given => given,
        null => DefaultGracePeriodSeconds,
    };

    private static long? Deadline(long? seconds) => seconds is <= 0
        ? throw Reject.Invalid("The pod's activeDeadlineSeconds must be at least 1.")
        : seconds;
}
