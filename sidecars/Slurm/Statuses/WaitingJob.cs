using Interlink.Protocol.Statuses;
using Interlink.Slurm.Scheduling;

namespace Interlink.Slurm.Statuses;

/// <summary>What is said of containers whose job does not run yet.</summary>
internal static class WaitingJob
{
    public static WaitingState Of(PodSituation situation)
    {
        if (situation.JobId is not { } job)
        {
            return situation.Obstacle is { } obstacle
                ? new WaitingState("SchedulerUnavailable", $"The job is kept and will be submitted: {obstacle}")
                : new WaitingState("ContainerCreating", "The job is being submitted.");
        }
        return situation.Report switch
        {
            null => new WaitingState("Pending", $"Job {job} is submitted."),
            { State: JobState.Pending or JobState.Requeued } report => new WaitingState(report.Reason ?? "Pending", Pending(job, report)),
            { State: JobState.Configuring } report =>
                new WaitingState("Configuring", $"Job {job} waits for {report.Nodes ?? "its nodes"} to get ready."),
            var report => new WaitingState("ContainerCreating", $"Job {job} starts on {report.Nodes ?? "its node"}."),
        };
    }

    private static string Pending(JobId job, JobReport report)
    {
        var text = report.State == JobState.Requeued ? $"Job {job} was requeued" : $"Job {job} is pending";
        if (report.Partition is { } partition)
            text += $" in partition {partition}";
        if (report.Reason is { } reason)
            text += $": {reason}{(report.Explanation is { } words ? $" ({words})" : "")}";
        return report.Start is { } start ? $"{text}; expected to start at {start}" : text;
    }
}
