using Interlink.Protocol.Plans;
using Interlink.Slurm.Folders;

namespace Interlink.Slurm.Scheduling.Local;

/// <summary>
/// The embedded scheduler: runs jobs on this machine, first come first served, within its CPUs and memory. A job is a podlet in a
/// session of its own that outlives this program; what runs is read from the locks podlets hold, so that a restart finds everything
/// again.
/// </summary>
internal sealed class LocalScheduler(JobFolders folders, LocalPodlets podlets, MachineSize machine, TimeProvider clock) : IScheduler
{
    private const string IdPrefix = "local-";
    private static readonly TimeSpan StartAllowance = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private readonly Dictionary<JobId, LocalJob> jobs = [];
    private readonly LinkedList<LocalJob> queue = [];

    public string Name => "embedded";

    public bool SwitchesUsers => false;

    // Reading a few locks costs nothing, and who tries things out should not wait.
    public TimeSpan PollInterval { get; } = TimeSpan.FromMilliseconds(250);

    public TimeSpan IdlePollInterval => PollInterval;

    public TimeSpan SettleTime => TimeSpan.Zero;

    public async Task<JobId> SubmitAsync(JobFolder folder, PlannedResources resources, CancellationToken cancellationToken)
    {
        machine.Check(resources);
        var id = new JobId(IdPrefix + Path.GetFileName(folder.Path));
        lock (gate)
            Adopt(id, folder, resources);
        await StartWhatFitsAsync(cancellationToken);
        return id;
    }

    /// <summary>Nothing is ever in doubt here: a job's id follows from its folder, and a second podlet does not get the lock.</summary>
    public Task<IReadOnlyDictionary<string, JobId>> FindAsync(
        IReadOnlyCollection<JobFolder> folders,
        CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, JobId>>(new Dictionary<string, JobId>());

    public async Task<IReadOnlyDictionary<JobId, JobReport?>> QueryAsync(
        IReadOnlyCollection<JobId> asked,
        CancellationToken cancellationToken)
    {
        await StartWhatFitsAsync(cancellationToken);
        var reports = new Dictionary<JobId, JobReport?>(asked.Count);
        lock (gate)
        {
            foreach (var id in asked)
            {
                if (Find(id) is { } job)
                    reports[id] = Report(job);
            }
        }
        return reports;
    }

    public Task StopAsync(IReadOnlyCollection<JobId> jobs, CancellationToken cancellationToken) => EndAsync(jobs, Posix.Terminate);

    public Task WithdrawAsync(IReadOnlyCollection<JobId> jobs, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            foreach (var id in jobs)
            {
                if (Find(id) is { Ended: false, Started: false } job)
                    End(job, Posix.Terminate);
            }
        }
        return Task.CompletedTask;
    }

    public Task CancelAsync(IReadOnlyCollection<JobId> jobs, CancellationToken cancellationToken) => EndAsync(jobs, Posix.Kill);

    public Task<ClusterResources> ResourcesAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var (cpus, memory) = Held();
            var free = new Amounts(Math.Max(0, machine.Cpus - cpus), Math.Max(0, machine.MemoryBytes - memory));
            return Task.FromResult(new ClusterResources(free, new Amounts(machine.Cpus, machine.MemoryBytes)));
        }
    }

    public Task<TimeSpan?> KillWaitAsync(CancellationToken cancellationToken) => Task.FromResult<TimeSpan?>(null);

    public Task<string> DescribeAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var running = jobs.Values.Count(job => job.Started && !job.Ended);
            return Task.FromResult(
                $"embedded scheduler: {machine.Cpus} CPUs, {machine.MemoryBytes / 1024 / 1024} MiB; "
                + $"{running} running, {queue.Count} waiting\n");
        }
    }

    private Task EndAsync(IReadOnlyCollection<JobId> ids, int signal)
    {
        lock (gate)
        {
            foreach (var id in ids)
            {
                if (Find(id) is { Ended: false } job)
                    End(job, signal);
            }
        }
        return Task.CompletedTask;
    }

    private void End(LocalJob job, int signal)
    {
        if (job.Started)
        {
            LocalPodlets.Signal(job.Folder, signal);
            return;
        }
        queue.Remove(job);
        job.Ended = true;
        job.CancelledBeforeStart = true;
    }

    private async Task StartWhatFitsAsync(CancellationToken cancellationToken)
    {
        while (TakeNext() is { } job)
        {
            try
            {
                await podlets.StartAsync(job.Folder, cancellationToken);
                job.StartedAt = clock.GetUtcNow();
            }
            catch
            {
                lock (gate)
                {
                    job.Started = false;
                    queue.AddFirst(job);
                }
                throw;
            }
        }
    }

    // Strictly first come first served: a big job is not starved by small ones behind it.
    private LocalJob? TakeNext()
    {
        lock (gate)
        {
            if (queue.First?.Value is not { } job)
                return null;
            var (cpus, memory) = Held();
            if (cpus + job.Resources.Cpus > machine.Cpus || memory + (job.Resources.MemoryBytes ?? 0) > machine.MemoryBytes)
                return null;
            queue.RemoveFirst();
            job.Started = true;
            return job;
        }
    }

    private (long Cpus, long Memory) Held()
    {
        long cpus = 0, memory = 0;
        foreach (var job in jobs.Values)
        {
            if (!job.Started || job.Ended)
                continue;
            cpus += job.Resources.Cpus;
            memory += job.Resources.MemoryBytes ?? 0;
        }
        return (cpus, memory);
    }

    private JobReport Report(LocalJob job)
    {
        var report = new JobReport(JobState.Running) { Nodes = Environment.MachineName, Start = job.StartedAt?.ToString("s") };
        if (job.CancelledBeforeStart)
            return report with { State = JobState.Cancelled, Nodes = null };
        if (!job.Started)
            return report with { State = JobState.Pending, Reason = "Resources", Nodes = null };
        if (job.StartedAt is not { } started || LocalPodlets.IsAlive(job.Folder))
            return report;
        var exitCode = job.Folder.ReadRunStatus()?.ExitCode;
        // One that an earlier run of this program was just starting when it was killed may not have its lock yet.
        if (exitCode is null && clock.GetUtcNow() - started < StartAllowance)
            return report;
        job.Ended = true;
        return report with
        {
            State = exitCode == 0 ? JobState.Completed : JobState.Failed,
            Reason = exitCode is null ? "PodletDied" : null,
            ExitCode = exitCode ?? 128 + Posix.Kill,
        };
    }

    private LocalJob? Find(JobId id)
    {
        if (jobs.TryGetValue(id, out var job))
            return job;
        // A job of this folder that an earlier run of this program has started or queued.
        if (!id.Id.StartsWith(IdPrefix, StringComparison.Ordinal))
            return null;
        var folder = new JobFolder(Path.Combine(folders.Root, id.Id[IdPrefix.Length..]));
        return folder.ReadPlan() is { } plan ? Adopt(id, folder, plan.Resources) : null;
    }

    private LocalJob Adopt(JobId id, JobFolder folder, PlannedResources resources)
    {
        if (jobs.TryGetValue(id, out var known))
            return known;
        var job = new LocalJob(folder, resources) { Started = LocalPodlets.HasStarted(folder) };
        jobs.Add(id, job);
        if (job.Started)
            job.StartedAt = clock.GetUtcNow();
        else
            queue.AddLast(job);
        return job;
    }
}
