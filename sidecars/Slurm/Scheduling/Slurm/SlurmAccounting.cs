using Interlink.Slurm.Configuration;

namespace Interlink.Slurm.Scheduling.Slurm;

/// <summary>Slurm's accounting, where a cluster has it: it remembers jobs that squeue has forgotten.</summary>
internal sealed class SlurmAccounting(SlurmOptions options, SlurmCommands commands, TimeProvider clock)
{
    private const string Disabled = "accounting storage is disabled";
    private const string Format = "JobID,State,ExitCode,Partition,Start,NodeList";
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(10);

    private DateTimeOffset? absentSince;

    /// <summary>How the jobs ended; one that accounting does not know is left out, one it cannot tell about now is null.</summary>
    public async Task<IReadOnlyDictionary<JobId, JobReport?>> QueryAsync(
        IReadOnlyList<JobId> jobs,
        string? cluster,
        CancellationToken cancellationToken)
    {
        if (absentSince is { } since && clock.GetUtcNow() - since < AskAgainAfter)
            return new Dictionary<JobId, JobReport?>();
        IReadOnlyList<string> where = cluster is null ? [] : ["-M", cluster];
        try
        {
            var result = await commands.RunAsync(
                options.Sacct,
                [.. where, "-n", "-P", "-X", "-o", Format, "-j", string.Join(',', jobs.Select(job => job.Id))],
                cancellationToken);
            if (result.ExitCode == 0)
                return Read(result.StandardOutput, cluster);
            if (result.StandardError.Contains(Disabled, StringComparison.Ordinal))
                absentSince = clock.GetUtcNow();
        }
        catch (SchedulerUnavailableException) when (!File.Exists(options.Sacct[0]))
        {
            absentSince = clock.GetUtcNow();
        }
        catch (SchedulerUnavailableException)
        {
            // Counted as a failed command; the jobs keep their last known state.
        }
        return absentSince is null ? jobs.ToDictionary(job => job, _ => (JobReport?)null) : new Dictionary<JobId, JobReport?>();
    }

    private static Dictionary<JobId, JobReport?> Read(string output, string? cluster)
    {
        var reports = new Dictionary<JobId, JobReport?>();
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Split('|');
            if (fields.Length < 6)
                continue;
            if (SlurmStates.Parse(fields[1]) is not { } state)
            {
                reports[new JobId(fields[0], cluster)] = null;
                continue;
            }

            // A job that accounting believes to be alive and squeue does not know never will be: a record that was not closed.
            if (new JobReport(state) is not { Ended: true } report)
                continue;
            reports[new JobId(fields[0], cluster)] = report with
            {
                ExitCode = SlurmExitCode.Parse(fields[2]),
                Partition = fields[3],
                Start = fields[4],
                Nodes = fields[5],
            };
        }
        return reports;
    }
}
