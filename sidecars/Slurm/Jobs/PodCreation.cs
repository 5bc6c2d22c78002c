using Interlink.Hosting.Pods;
using Interlink.Protocol.Wire;
using Interlink.Slurm.Folders;
using Interlink.Slurm.Planning;
using Interlink.Slurm.Scheduling;
using Microsoft.Extensions.Logging;

namespace Interlink.Slurm.Jobs;

/// <summary>
/// Takes a pod in charge. A Go virtual kubelet never asks twice and takes any failure for the pod's end, so from the moment the intent
/// is durable the answer is yes, even while the scheduler is out.
/// </summary>
internal sealed partial class PodCreation(
    PodRegistry registry,
    JobFolders folders,
    PodPlanner planner,
    PodletProgram podlet,
    ClusterLook cluster,
    IScheduler scheduler,
    Submitter submitter,
    JobMonitor monitor,
    ILogger<PodCreation> logger)
{
    /// <exception cref="PodRequestException">The pod breaks a rule, cannot be written down, or is refused by the scheduler for
    /// good.</exception>
    public async Task<CreateAnswer> CreateAsync(CreateRequest request)
    {
        var pod = request.Pod;
        var folder = folders.For(pod.Namespace, pod.Uid);
        var plan = planner.Plan(request, folder.Path, podlet.Path, await cluster.ForAsync(pod));
        while (true)
        {
            var job = registry.GetOrAdd(pod.Namespace, pod.Uid);
            // Not the request's token: once begun, a creation is finished even when the caller hangs up.
            await job.Gate.WaitAsync(CancellationToken.None);
            try
            {
                if (!job.Removed)
                    return await CreateAsync(job, plan);
            }
            finally
            {
                _ = job.Gate.Release();
            }
        }
    }

    private async Task<CreateAnswer> CreateAsync(PodJob job, JobPlan plan)
    {
        if (job.Identity != (plan.Pod.Namespace, plan.Pod.Uid))
        {
            throw new PodRequestException(
                PodRequestFailure.Invalid,
                $"The folder of the pod {plan.Pod.Name}, {job.Folder.Path}, belongs to the pod {job.Uid} of the namespace "
                + $"{job.Identity.Namespace}.");
        }
        if (job.DeletedAt is not null)
            throw new PodRequestException(PodRequestFailure.Refused, $"The pod {plan.Pod.Name} with the UID {job.Uid} is being deleted.");
        if (job.Stage == SubmissionStage.New)
            await StartAsync(job, plan);
        return new CreateAnswer(job.Uid, job.JobId?.ToString() ?? job.Uid);
    }

    private async Task StartAsync(PodJob job, JobPlan plan)
    {
        try
        {
            JobOwner.Check(plan.RunAsUser, scheduler.SwitchesUsers);
            HostPaths.Check(plan.HostPaths);
            folders.Write(job.Folder, plan);
        }
        catch
        {
            registry.Remove(job);
            throw;
        }
        foreach (var warning in plan.Warnings)
            LogWarning(job.Uid, warning);
        job.Outline = PodOutline.Of(plan.Pod);
        job.Stage = SubmissionStage.Intended;
        try
        {
            await submitter.SubmitAsync(job, plan.Pod.Resources, CancellationToken.None);
        }
        catch (SubmissionRefusedException refusal)
        {
            folders.Remove(job.Folder);
            registry.Remove(job);
            throw new PodRequestException(PodRequestFailure.Refused, $"The pod {plan.Pod.Name} is refused: {refusal.Message}", refusal);
        }
        monitor.Wake();
    }

    [LoggerMessage(2601, LogLevel.Warning, "pod {Pod}: {Warning}")]
    private partial void LogWarning(string pod, string warning);
}
