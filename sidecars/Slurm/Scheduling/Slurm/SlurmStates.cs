using System.Collections.Frozen;

namespace Interlink.Slurm.Scheduling.Slurm;

/// <summary>
/// Slurm's state codes, compact (<c>squeue %t</c>) and long (<c>sacct</c>), and what each means here. Source: the section JOB STATE
/// CODES of squeue(1).
/// </summary>
internal static class SlurmStates
{
    private static readonly FrozenDictionary<string, JobState> Codes = new Dictionary<string, JobState>(StringComparer.Ordinal)
    {
        ["PD"] = JobState.Pending,
        ["PENDING"] = JobState.Pending,
        ["CF"] = JobState.Configuring,
        ["CONFIGURING"] = JobState.Configuring,
        ["RD"] = JobState.Pending,
        ["RESV_DEL_HOLD"] = JobState.Pending,
        ["RF"] = JobState.Requeued,
        ["REQUEUE_FED"] = JobState.Requeued,
        ["RH"] = JobState.Requeued,
        ["REQUEUE_HOLD"] = JobState.Requeued,
        ["RQ"] = JobState.Requeued,
        ["REQUEUED"] = JobState.Requeued,
        ["SE"] = JobState.Requeued,
        ["SPECIAL_EXIT"] = JobState.Requeued,
        ["R"] = JobState.Running,
        ["RUNNING"] = JobState.Running,
        ["RS"] = JobState.Running,
        ["RESIZING"] = JobState.Running,
        ["SI"] = JobState.Running,
        ["SIGNALING"] = JobState.Running,
        ["SO"] = JobState.Completing,
        ["STAGE_OUT"] = JobState.Completing,
        ["S"] = JobState.Suspended,
        ["SUSPENDED"] = JobState.Suspended,
        ["ST"] = JobState.Suspended,
        ["STOPPED"] = JobState.Suspended,
        ["LF"] = JobState.Requeued,
        ["LAUNCH_FAILED"] = JobState.Requeued,
        ["RC"] = JobState.Requeued,
        ["RECONFIG_FAIL"] = JobState.Requeued,
        ["EX"] = JobState.Pending,
        ["EXPEDITING"] = JobState.Pending,
        ["CG"] = JobState.Completing,
        ["COMPLETING"] = JobState.Completing,
        ["CD"] = JobState.Completed,
        ["COMPLETED"] = JobState.Completed,
        ["F"] = JobState.Failed,
        ["FAILED"] = JobState.Failed,
        ["TO"] = JobState.TimedOut,
        ["TIMEOUT"] = JobState.TimedOut,
        ["OOM"] = JobState.OutOfMemory,
        ["OUT_OF_MEMORY"] = JobState.OutOfMemory,
        ["CA"] = JobState.Cancelled,
        ["CANCELLED"] = JobState.Cancelled,
        ["NF"] = JobState.NodeFailed,
        ["NODE_FAIL"] = JobState.NodeFailed,
        ["BF"] = JobState.BootFailed,
        ["BOOT_FAIL"] = JobState.BootFailed,
        ["DL"] = JobState.DeadlineReached,
        ["DEADLINE"] = JobState.DeadlineReached,
        ["PR"] = JobState.Preempted,
        ["PREEMPTED"] = JobState.Preempted,
        ["RV"] = JobState.Revoked,
        ["REVOKED"] = JobState.Revoked,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All compact codes.</summary>
    public static IEnumerable<string> CompactCodes => Codes.Keys.Where(code => code.Length <= 3);

    /// <summary>
    /// The state of a code, null for one that this table does not know. <c>sacct</c> may add words: <c>CANCELLED by 0</c>.
    /// </summary>
    public static JobState? Parse(string code)
    {
        var end = code.AsSpan().IndexOfAny(' ', '+');
        return Codes.TryGetValue(end < 0 ? code : code[..end], out var state) ? state : null;
    }
}
