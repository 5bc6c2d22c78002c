using System.Diagnostics.Metrics;

namespace Interlink.Slurm.Scheduling;

/// <summary>What is counted about the scheduler.</summary>
internal sealed class SchedulerMetrics : IDisposable
{
    private readonly Meter meter = new("interlink.slurm");
    private readonly Counter<long> submissions;
    private readonly Counter<long> failures;
    private readonly Histogram<double> submitSeconds;
    private readonly Histogram<double> pollSeconds;

    public SchedulerMetrics()
    {
        submissions = meter.CreateCounter<long>("interlink.slurm.submissions", description: "Jobs given to the scheduler, by outcome.");
        failures = meter.CreateCounter<long>(
            "interlink.slurm.command_failures",
            description: "Scheduler commands that did not succeed, by command.");
        submitSeconds = meter.CreateHistogram<double>("interlink.slurm.submit", "s", "Time to submit a job.");
        pollSeconds = meter.CreateHistogram<double>("interlink.slurm.poll", "s", "Time to ask for the states of all jobs.");
    }

    public void Submitted(string outcome, TimeSpan duration)
    {
        submissions.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        submitSeconds.Record(duration.TotalSeconds);
    }

    public void Polled(TimeSpan duration) => pollSeconds.Record(duration.TotalSeconds);

    public void CommandFailed(string command) => failures.Add(1, new KeyValuePair<string, object?>("command", command));

    public void Dispose() => meter.Dispose();
}
