using System.Diagnostics;
using Interlink.Protocol.Plans;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Folders;

namespace Interlink.Slurm.Scheduling.Slurm;

/// <summary>Slurm through its command-line programs.</summary>
internal sealed class SlurmCli(SlurmOptions options, SlurmCommands commands, SlurmAccounting accounting, SchedulerMetrics metrics)
    : IScheduler
{
    // An argument list has a limit; 5,000 ids are 40 kB.
    private const int MostIdsPerCall = 5_000;

    public string Name => "Slurm";

    public bool SwitchesUsers => true;

    public TimeSpan PollInterval => options.PollInterval;

    public TimeSpan IdlePollInterval => options.IdlePollInterval > PollInterval ? options.IdlePollInterval : PollInterval;

    public TimeSpan SettleTime => options.SubmitSettle;

    public async Task<JobId> SubmitAsync(JobFolder folder, PlannedResources resources, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var outcome = "unavailable";
        try
        {
            var result = await commands.RunAsync(
                options.Sbatch,
                ["--parsable", folder.BatchScript],
                cancellationToken,
                message => new SubmissionUncertainException(message));
            var id = SbatchAnswer.Read(result);
            outcome = "submitted";
            return id;
        }
        catch (SubmissionRefusedException)
        {
            outcome = "refused";
            throw;
        }
        catch (SubmissionUncertainException)
        {
            outcome = "uncertain";
            throw;
        }
        finally
        {
            metrics.Submitted(outcome, Stopwatch.GetElapsedTime(started));
        }
    }

    public async Task<IReadOnlyDictionary<string, JobId>> FindAsync(
        IReadOnlyCollection<JobFolder> folders,
        CancellationToken cancellationToken)
    {
        var scripts = folders.ToDictionary(folder => folder.BatchScript, folder => folder.Path, StringComparer.Ordinal);
        var found = new Dictionary<string, JobId>(StringComparer.Ordinal);
        var output = await commands.OutputAsync(options.Squeue, ["-h", "-a", "-t", "all", "-o", "%i|%o"], cancellationToken);
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var separator = line.IndexOf('|', StringComparison.Ordinal);
            var script = line[(separator + 1)..].Trim();
            if (separator > 0 && scripts.TryGetValue(script, out var path) && JobId.Parse(line[..separator]) is { } id)
                found.TryAdd(path, id);
        }
        return found;
    }

    public async Task<IReadOnlyDictionary<JobId, JobReport?>> QueryAsync(
        IReadOnlyCollection<JobId> jobs,
        CancellationToken cancellationToken)
    {
        var reports = new Dictionary<JobId, JobReport?>(jobs.Count);
        foreach (var cluster in jobs.GroupBy(job => job.Cluster))
        {
            foreach (var some in cluster.Chunk(MostIdsPerCall))
                await QueryAsync(some, cluster.Key, reports, cancellationToken);
        }
        return reports;
    }

    public async Task StopAsync(IReadOnlyCollection<JobId> jobs, CancellationToken cancellationToken)
    {
        await WithdrawAsync(jobs, cancellationToken);
        // To the batch shell's process alone: podlet is that process and ends the containers in order. A plain TERM would only reach steps.
        await ScancelAsync(["--batch", "--signal=TERM"], jobs, cancellationToken);
    }

    public Task WithdrawAsync(IReadOnlyCollection<JobId> jobs, CancellationToken cancellationToken) =>
        ScancelAsync(["--state=PENDING"], jobs, cancellationToken);

    public Task CancelAsync(IReadOnlyCollection<JobId> jobs, CancellationToken cancellationToken) =>
        ScancelAsync([], jobs, cancellationToken);

    public async Task<ClusterResources> ResourcesAsync(CancellationToken cancellationToken) =>
        SinfoAnswer.Read(await commands.OutputAsync(options.Sinfo, ["-h", "-N", "-O", SinfoAnswer.Format], cancellationToken));

    public async Task<TimeSpan?> KillWaitAsync(CancellationToken cancellationToken) =>
        KillWaitAnswer.Read(await commands.OutputAsync(options.Scontrol, ["show", "config"], cancellationToken));

    public Task<string> DescribeAsync(CancellationToken cancellationToken) =>
        commands.OutputAsync(options.Sinfo, ["-s"], cancellationToken);

    private async Task QueryAsync(JobId[] jobs, string? cluster, Dictionary<JobId, JobReport?> reports, CancellationToken cancellationToken)
    {
        // Naming one id twice makes it a list even when there is only one: squeue leaves unknown ids out of a list, but fails for a single
        // unknown one, and that failure looks like an outage.
        var ids = string.Join(',', jobs.Select(job => job.Id).Append(jobs[0].Id));
        var output = await commands.OutputAsync(
            options.Squeue,
            [.. Cluster(cluster), "-h", "-a", "-t", "all", "-O", SqueueAnswer.Format, "-j", ids],
            cancellationToken);
        foreach (var (job, report) in SqueueAnswer.Read(output, cluster))
            reports[job] = report;
        var forgotten = jobs.Where(job => !reports.ContainsKey(job)).ToList();
        if (forgotten.Count == 0)
            return;
        foreach (var (job, report) in await accounting.QueryAsync(forgotten, cluster, cancellationToken))
            reports[job] = report;
    }

    private async Task ScancelAsync(IReadOnlyList<string> how, IReadOnlyCollection<JobId> jobs, CancellationToken cancellationToken)
    {
        foreach (var cluster in jobs.GroupBy(job => job.Cluster))
        {
            foreach (var some in cluster.Chunk(MostIdsPerCall))
            {
                await commands.OutputAsync(
                    options.Scancel,
                    [.. Cluster(cluster.Key), .. how, .. some.Select(job => job.Id)],
                    cancellationToken);
            }
        }
    }

    private static IReadOnlyList<string> Cluster(string? cluster) => cluster is null ? [] : ["-M", cluster];
}
