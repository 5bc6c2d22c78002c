using System.Diagnostics.Metrics;
using Interlink.Slurm.Scheduling;

namespace Interlink.Slurm.Jobs;

/// <summary>What is counted about the pods in charge, when somebody asks.</summary>
internal sealed class PodMetrics : IDisposable
{
    private readonly Meter meter = new("interlink.slurm.pods");
    private readonly Counter<long> collected;

    public PodMetrics(PodRegistry registry)
    {
        meter.CreateObservableGauge(
            "interlink.slurm.jobs", () => Counts(registry, StateOf, "state"), description: "Jobs the scheduler has to be asked about, by its last word.");
        meter.CreateObservableGauge(
            "interlink.slurm.pods", () => Counts(registry, job => PhaseOf(job), "phase"), description: "Pods in charge, by phase.");
        collected = meter.CreateCounter<long>(
            "interlink.slurm.folders_collected", description: "Finished job folders removed because of their age or size, by reason.");
    }

    public void Collected(string reason) => collected.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Dispose() => meter.Dispose();

    private static IEnumerable<Measurement<long>> Counts(PodRegistry registry, Func<PodJob, string?> valueOf, string label) => registry.All
        .Select(valueOf)
        .OfType<string>()
        .GroupBy(value => value, StringComparer.Ordinal)
        .Select(group => new Measurement<long>(group.LongCount(), new KeyValuePair<string, object?>(label, group.Key)));

    private static string? StateOf(PodJob job) => !job.Alive ? null : job.Report is { } report ? report.State.ToString() : "Submitted";

    private static string PhaseOf(PodJob job) => job switch
    {
        { DeletedAt: not null } => "Terminating",
        { Succeeded: { } succeeded } => succeeded ? "Succeeded" : "Failed",
        // Of a pod that an earlier run of this program has seen to its end, nobody has asked yet how it ended.
        { HasOutcome: true } => "Ended",
        { Report: { Waiting: false, Ended: false } } => "Running",
        { Report.State: JobState.Completed or JobState.Failed } => "Ended",
        _ => "Pending",
    };
}
