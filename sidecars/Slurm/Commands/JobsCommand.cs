using Interlink.Processes;
using Interlink.Protocol.Wire;
using Interlink.Slurm.Configuration;
using Interlink.Slurm.Folders;
using Interlink.Slurm.Jobs;
using Interlink.Slurm.Scheduling;
using Interlink.Slurm.Scheduling.Local;
using Interlink.Slurm.Scheduling.Slurm;
using Interlink.Slurm.Startup;
using Interlink.Slurm.Statuses;
using Microsoft.Extensions.Logging.Abstractions;

namespace Interlink.Slurm.Commands;

/// <summary>
/// <c>slurm-sidecar jobs</c>: a table of pods and jobs, from the folders and one question to Slurm. It changes nothing and needs no running
/// sidecar, so it also tells what one that does not start would find.
/// </summary>
internal static class JobsCommand
{
    private const int Unusable = 2;

    /// <returns>0; 1 when Slurm did not answer and its part is missing, 2 when the configuration cannot be used.</returns>
    public static async Task<int> RunAsync(string? configPath, JobsFormat format, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var load = SlurmOptionsLoader.Load(ConfigPath.Find(configPath), EnvironmentVariables.Read(), new CommandLineOverrides());
        if (load.Options is not { } read)
        {
            foreach (var problem in load.Problems)
                errors.WriteLine($"slurm-sidecar: {problem}");
            return Unusable;
        }

        var options = SchedulerChoice.Settle(read);
        var clock = TimeProvider.System;
        var registry = new PodRegistry(new JobFolders(options.DataRootFolder), clock);
        if (!Directory.Exists(options.DataRootFolder))
        {
            errors.WriteLine($"slurm-sidecar: DataRootFolder {options.DataRootFolder} does not exist.");
            return Unusable;
        }

        registry.Load((folder, failure) => errors.WriteLine($"slurm-sidecar: {folder.Path} cannot be read: {failure.Message}"));
        var answered = await AskAsync(registry, options, errors, cancellationToken);
        var rows = registry.All
            .Select(job => JobRow.Of(job, StatusOf(job, clock), clock.GetUtcNow()))
            .OrderBy(row => row.Namespace, StringComparer.Ordinal)
            .ThenBy(row => row.Since)
            .ToList();
        JobsOutput.Write(rows, format, output);
        return answered ? 0 : 1;
    }

    private static async Task<bool> AskAsync(PodRegistry registry, SlurmOptions options, TextWriter errors, CancellationToken cancellationToken)
    {
        var alive = registry.All.Where(job => job.JobId is not null && !job.HasOutcome).ToList();
        if (!SchedulerChoice.UsesSlurm(options))
        {
            foreach (var job in alive.Where(job => LocalPodlets.HasStarted(job.Folder)))
                job.Report = new JobReport(LocalPodlets.IsAlive(job.Folder) ? JobState.Running : JobState.Completed) { Nodes = Environment.MachineName };
            return true;
        }

        if (alive.Count == 0)
            return true;
        using var metrics = new SchedulerMetrics();
        var commands = new SlurmCommands(new CommandRunner(), options.CommandTimeout, metrics, NullLogger<SlurmCommands>.Instance);
        var slurm = new SlurmCli(options, commands, new SlurmAccounting(options, commands, TimeProvider.System), metrics);
        try
        {
            var reports = await slurm.QueryAsync([.. alive.Select(job => job.JobId!.Value)], cancellationToken);
            foreach (var job in alive)
                job.Report = reports.GetValueOrDefault(job.JobId!.Value);
            return true;
        }
        catch (SchedulerUnavailableException outage)
        {
            errors.WriteLine($"slurm-sidecar: Slurm does not answer, its part of the table is missing: {outage.Message}");
            return false;
        }
    }

    private static PodStatus? StatusOf(PodJob job, TimeProvider clock)
    {
        try
        {
            if (job.Outcome is { } outcome)
                return outcome;
            return job.Outline is { } outline
                ? PodStatusMapper.Map(PodSituation.Of(job, outline, job.ReadRunStatus(clock, TimeSpan.Zero)), clock.GetUtcNow())
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
