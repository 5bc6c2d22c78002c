using Interlink.Protocol;
using Interlink.Protocol.Plans;
using Interlink.Protocol.Statuses;
using Interlink.Slurm.Folders;
using Interlink.Slurm.Jobs;
using Interlink.Slurm.Planning;
using Interlink.Slurm.Scheduling;
using Microsoft.Extensions.Logging.Abstractions;

namespace Interlink.Slurm.Tests.Jobs;

/// <summary>The rooms of <c>Jobs</c> on a real folder, with a scripted scheduler and a clock the test moves.</summary>
internal sealed class JobsBench : IDisposable
{
    public JobsBench()
    {
        Folders = new JobFolders(Directory.CreateTempSubdirectory("jobs-").FullName);
        Folders.Prepare();
        Start();
    }

    public JobFolders Folders { get; }

    public ScriptedScheduler Scheduler { get; } = new();

    public MovableClock Clock { get; } = new();

    public bool CancelUnfit { get; set; } = true;

    public PodRegistry Registry { get; private set; } = null!;

    public Submitter Submitter { get; private set; } = null!;

    public InterruptedSubmissions Interrupted { get; private set; } = null!;

    public JobPoll Poll { get; private set; } = null!;

    public Removals Removals { get; private set; } = null!;

    /// <summary>Starts as after a kill: everything is read from the folders again.</summary>
    public void Start()
    {
        Registry = new PodRegistry(Folders, Clock);
        Submitter = new Submitter(Scheduler, Clock, NullLogger<Submitter>.Instance);
        Interrupted = new InterruptedSubmissions(Registry, Submitter, Scheduler, Clock, NullLogger<InterruptedSubmissions>.Instance);
        Poll = new JobPoll(
            Registry, Scheduler, new SchedulerMetrics(), Planning.Plans.Options with { CancelUnfit = CancelUnfit }, Clock, NullLogger<JobPoll>.Instance);
        Removals = new Removals(Registry, Folders, Scheduler, Clock, NullLogger<Removals>.Instance);
        Registry.Load((folder, failure) => throw new InvalidOperationException(folder.Path, failure));
    }

    /// <summary>A pod whose intent is on disk.</summary>
    public PodJob Intend(string uid = "u1")
    {
        var job = Registry.GetOrAdd("default", uid);
        var pod = new PodPlan
        {
            Namespace = "default",
            Name = "pod-" + uid,
            Uid = uid,
            Runtime = new RuntimePlan { Kind = ContainerRuntime.Host },
            Containers = [new ContainerPlan { Name = "main", Image = "busybox", Command = ["true"] }],
        };
        Folders.Write(job.Folder, new JobPlan { Pod = pod, BatchScript = "#!/bin/sh\n" });
        job.Stage = SubmissionStage.Intended;
        return job;
    }

    public async Task<PodJob> SubmitAsync(string uid = "u1")
    {
        var job = Intend(uid);
        await Submitter.SubmitAsync(job, new PlannedResources(1, null), CancellationToken.None);
        return job;
    }

    /// <summary>Does what podlet would: writes the pod's state.</summary>
    public static void Run(PodJob job, PodPhase phase, ContainerState state, string? jobId = null)
    {
        var status = new PodRunStatus
        {
            Uid = job.Uid,
            JobId = jobId,
            Phase = phase,
            Containers = [new ContainerStatus { Name = "main", State = state }],
        };
        File.WriteAllBytes(job.Folder.File(JobFolderFiles.Status), RunStatusJson.Write(status));
    }

    public void Dispose() => Directory.Delete(Folders.Root, recursive: true);
}
