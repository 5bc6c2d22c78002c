using System.Globalization;
using System.Text;
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
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Planning.Containers;
using Interlink.Slurm.Planning.Demands;
using Interlink.Slurm.Planning.Policies;
using Interlink.Slurm.Planning.Scripts;

namespace Interlink.Slurm.Planning;

/// <summary>Turns a pod into a job; reads and writes nothing.</summary>
internal sealed class PodPlanner(SlurmOptions options)
{
    private readonly PolicyGuard policy = new(options.Policy);

    /// <summary>
    /// Plans a pod whose folder will be <paramref name="jobFolder"/> and whose podlet will be at <paramref name="podlet"/>, both absolute,
    /// for a cluster of which <paramref name="cluster"/> is known (null: nothing).
    /// A pod that breaks a rule, or asks for what is not to be had, is a <see cref="Hosting.Pods.PodRequestException"/>.
    /// </summary>
    public JobPlan Plan(CreateRequest request, string jobFolder, string podlet, ClusterTraits? cluster = null)
    {
        try
        {
            return PlanJob(request, jobFolder, podlet, cluster);
        }
        catch (PlanningException no)
        {
            throw no.IsUnsupported ? Reject.Unsupported(no.Message) : Reject.Invalid(no.Message);
        }
    }

    private JobPlan PlanJob(CreateRequest request, string jobFolder, string podlet, ClusterTraits? cluster)
    {
        var pod = request.Pod;
        var warnings = new List<string>();
        PodIdentity.Check(pod);
        PodFieldCheck.Check(pod, options.Runtime, warnings);
        policy.CheckRequest(request);

        // Where nothing is shared, the folder that all paths lead to is one of the node's.
        if (options.NodeRootFolder is { } root)
            jobFolder = $"{root}/{pod.Namespace}-{pod.Uid}";
        int gracePeriod = PodTimes.GracePeriodSeconds(pod);
        long? deadline = PodTimes.DeadlineSeconds(pod);
        string? seen = options.NodeRootFolder is null ? jobFolder : null;
        var flags = JobFlags.Of(pod, seen, gracePeriod, options, policy, cluster ?? ClusterTraits.Unknown, warnings);
        var amounts = new ContainerAmounts(pod, flags.Cpus, flags.MemoryBytes);
        var sources = new SentSources(request.Containers);
        var folder = new FolderContent();
        var volumes = new VolumePlanner(
            pod, jobFolder, policy.HostPathBounds, new VolumeContent(sources, new DownwardFiles(pod, amounts), warnings), folder);
        var settings = ContainersOf(pod, jobFolder, warnings);
        var containers = new ContainerPlanner(
            pod, jobFolder, settings, new EnvironmentPlanner(pod, sources, amounts, warnings), new MountPlanner(volumes, folder), warnings);
        bool hasLogins = RegistryCredentials.Add(pod, sources, options.Runtime, folder, warnings);
        var plan = new PodPlan
        {
            Namespace = pod.Namespace,
            Name = pod.Name,
            Uid = pod.Uid,
            RestartPolicy = pod.RestartPolicy,
            TerminationGracePeriodSeconds = gracePeriod,
            KillWaitSeconds = cluster?.KillWait is { } wait ? (int)wait.TotalSeconds : null,
            WarnedByTerm = flags.WarnedByTerm,
            ActiveDeadlineSeconds = deadline,
            Runtime = settings.Runtime with { AuthFolder = hasLogins ? $"{jobFolder}/{RegistryFiles.Folder}" : null },
            Resources = new PlannedResources(flags.Cpus, flags.MemoryBytes),
            Shell = options.BashPath,
            InitContainers = [.. pod.InitContainers.Select(containers.Plan)],
            Containers = [.. pod.Containers.Select(containers.Plan)],
            HostName = settings.NodeFiles.HostName,
            Hosts = settings.NodeFiles.Hosts,
            Resolver = settings.NodeFiles.Resolver,
            LogLimitBytes = options.LogLimitBytes,
            OnNodeOnly = options.NodeRootFolder is not null,
        };
        if (!string.IsNullOrEmpty(request.JobScript))
            plan = HandedScript.Replace(plan, request.JobScript, jobFolder, folder.Files);
        var job = new JobPlan
        {
            Pod = plan,
            BatchScript = "",
            Prefix = PrefixScript.Write(pod, options, podlet, jobFolder, folder.Files),
            Files = folder.Files,
            Folders = folder.Folders,
            HostPaths = volumes.HostPaths,
            Warnings = warnings,
            RunAsUser = flags.User,
        };
        return WithScript(job, content => BatchScript.Write(options.BashPath, flags.Flags, podlet, jobFolder, content));
    }

    private ContainerSettings ContainersOf(PodView pod, string jobFolder, List<string> warnings)
    {
        var runtime = new RuntimePlan { Kind = options.Runtime, Command = options.RuntimeCommand, Options = options.RuntimeOptions };
        string root = PodAnnotations.Of(pod.Annotations, PodAnnotations.ImageRoot);
        return new ContainerSettings
        {
            Runtime = SharedNamespaces.Apply(pod, runtime, mayShare: options.Policy.RuntimeOptions is null, warnings),
            NodeFiles = NodeFiles.Of(pod, options.Runtime, jobFolder, warnings),
            ImagePrefix = root.Length > 0 ? root : options.ImagePrefix,
            CheckImage = policy.CheckImage,
            RuntimeWords = RuntimeWords.Of(pod, options, policy, warnings),
            MpiFlags = MpiWords.Of(pod),
            PodUser = pod.RunAsUser,
            NoMountsBecause = options.ExportPodData == false ? "ExportPodData is false" : null,
            NoProbesBecause = options.EnableProbes ? null : "EnableProbes is false",
        };
    }

    private JobPlan WithScript(JobPlan job, Func<NodeContent?, string> write)
    {
        if (options.NodeRootFolder is not null)
        {
            string script = write(Carriage.OfAll(job.Pod, job.Prefix, job.Files, job.Folders));
            // Paths of the node mean nothing on this machine, so they are not looked at here.
            return Fitting(job with { BatchScript = script, Prefix = null, Files = [], Folders = [], HostPaths = [] });
        }

        if (options.SharedFs == false && job.Folders.Count > 0)
            return Fitting(job with { BatchScript = write(Carriage.OfVolumes(job.Files, job.Folders)), Files = [], Folders = [] });
        return job with { BatchScript = write(null) };
    }

    // Slurm would refuse it too, but by a number nobody can relate to the pod.
    private JobPlan Fitting(JobPlan job)
    {
        int size = Encoding.UTF8.GetByteCount(job.BatchScript);
        return size <= options.MaxScriptBytes
            ? job
            : throw Reject.Unsupported($"The pod's volumes make a batch script of {Number(size)} bytes, and Slurm takes "
                + $"{Number(options.MaxScriptBytes)}: make them smaller, or raise max_script_size in Slurm's SchedulerParameters and "
                + "MaxScriptBytes in the sidecar's configuration.");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
