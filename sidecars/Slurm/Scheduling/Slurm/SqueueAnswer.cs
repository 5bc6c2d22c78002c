using System.Globalization;

namespace Interlink.Slurm.Scheduling.Slurm;

/// <summary>
/// The one question to squeue and its answer. Fields end with a separator; the reason, which may hold any text, comes last and is read
/// to the end of the line.
/// </summary>
internal static class SqueueAnswer
{
    private const char Separator = '|';
    private const int Fields = 8;

    /// <summary>The format for <c>squeue -O</c>: each field with its separator, without a fixed width.</summary>
    public const string Format =
        "JobID:|,StateCompact:|,exit_code:|,RestartCnt:|,Partition:|,StartTime:|,NodeList:|,Reason:|";

    /// <summary>The jobs; one in a state that this program does not know is there all the same, without news.</summary>
    public static IEnumerable<(JobId Job, JobReport? Report)> Read(string output, string? cluster)
    {
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Split(Separator, Fields);
            if (fields.Length < Fields || fields[0].Trim() is not { Length: > 0 } id)
                continue;
            if (SlurmStates.Parse(fields[1].Trim()) is not { } state)
            {
                yield return (new JobId(id, cluster), null);
                continue;
            }

            var reason = Known(fields[7].Trim().TrimEnd(Separator));
            yield return (new JobId(id, cluster), new JobReport(state)
            {
                ExitCode = SlurmExitCode.Parse(fields[2].Trim()),
                Restarts = int.TryParse(fields[3].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0,
                Partition = Known(fields[4]),
                Start = Known(fields[5]),
                Nodes = Known(fields[6]),
                Reason = reason,
                Explanation = reason is null ? null : PendingReasons.Explain(reason),
                NeverStarts = state is JobState.Pending or JobState.Cancelled or JobState.Failed && PendingReasons.IsIncurable(reason),
            });
        }
    }

    private static string? Known(string field) =>
        field.Trim() is { Length: > 0 } text && text is not ("None" or "N/A" or "(null)") ? text : null;
}
