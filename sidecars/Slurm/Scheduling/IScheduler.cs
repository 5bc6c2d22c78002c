using Interlink.Protocol.Plans;
using Interlink.Slurm.Folders;

namespace Interlink.Slurm.Scheduling;

/// <summary>
/// What runs the jobs. A scheduler that does not answer throws <see cref="SchedulerUnavailableException"/> from every method and is
/// asked again later; no method decides a pod's fate by failing.
/// </summary>
internal interface IScheduler
{
    /// <summary>The scheduler's name for people: <c>Slurm</c>, <c>embedded</c>.</summary>
    string Name { get; }

    /// <summary>True when a job can run as another user than this program's.</summary>
    bool SwitchesUsers { get; }

    /// <summary>How often the states of jobs are asked for, at most.</summary>
    TimeSpan PollInterval { get; }

    /// <summary>The same when nothing has changed for a while; not shorter than <see cref="PollInterval"/>.</summary>
    TimeSpan IdlePollInterval { get; }

    /// <summary>How long a submission that was interrupted may still be on its way to the scheduler.</summary>
    TimeSpan SettleTime { get; }

    /// <summary>Submits the job of a folder.</summary>
    /// <exception cref="SubmissionRefusedException">The scheduler will never take it.</exception>
    /// <exception cref="SubmissionUncertainException">The job may or may not have been submitted.</exception>
    Task<JobId> SubmitAsync(JobFolder folder, PlannedResources resources, CancellationToken cancellationToken);

    /// <summary>Finds the jobs of folders whose submission was interrupted; a folder that is not in the answer has none.</summary>
    Task<IReadOnlyDictionary<string, JobId>> FindAsync(IReadOnlyCollection<JobFolder> folders, CancellationToken cancellationToken);

    /// <summary>
    /// The states of jobs; a job that is not in the answer is not known to the scheduler, a null means that there is no news of it.
    /// </summary>
    Task<IReadOnlyDictionary<JobId, JobReport?>> QueryAsync(IReadOnlyCollection<JobId> jobs, CancellationToken cancellationToken);

    /// <summary>Ends jobs that have not started, and asks those that have to stop by themselves. An unknown job is a success.</summary>
    Task StopAsync(IReadOnlyCollection<JobId> jobs, CancellationToken cancellationToken);

    /// <summary>Ends those of the jobs that have not started. An unknown job is a success.</summary>
    Task WithdrawAsync(IReadOnlyCollection<JobId> jobs, CancellationToken cancellationToken);

    /// <summary>Ends jobs by force. An unknown job is a success.</summary>
    Task CancelAsync(IReadOnlyCollection<JobId> jobs, CancellationToken cancellationToken);

    /// <summary>What the cluster has.</summary>
    Task<ClusterResources> ResourcesAsync(CancellationToken cancellationToken);

    /// <summary>How long a job that the scheduler ends has between SIGTERM and SIGKILL; null where that is nowhere said.</summary>
    Task<TimeSpan?> KillWaitAsync(CancellationToken cancellationToken);

    /// <summary>The state of the cluster as an admin would look at it.</summary>
    Task<string> DescribeAsync(CancellationToken cancellationToken);
}
