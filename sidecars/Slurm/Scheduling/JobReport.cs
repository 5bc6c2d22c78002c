namespace Interlink.Slurm.Scheduling;

/// <summary>What the scheduler says of a job.</summary>
internal sealed record JobReport(JobState State)
{
    /// <summary>Why it is in that state, in the scheduler's word (<c>Resources</c>, <c>Priority</c>); null when there is none.</summary>
    public string? Reason { get; init; }

    /// <summary>The reason as the end of a sentence about the job; null where there is no more to say than the word.</summary>
    public string? Explanation { get; init; }

    /// <summary>True when the scheduler will never start it as it is, or would never have: it was cancelled for that.</summary>
    public bool NeverStarts { get; init; }

    /// <summary>The nodes it runs or ran on; null before.</summary>
    public string? Nodes { get; init; }

    public string? Partition { get; init; }

    /// <summary>When it started or is expected to, as the scheduler writes it; null when unknown.</summary>
    public string? Start { get; init; }

    /// <summary>How often the scheduler has started it again.</summary>
    public int Restarts { get; init; }

    /// <summary>The exit code of the job's process, 128 + n after signal n; null while it has none.</summary>
    public int? ExitCode { get; init; }

    /// <summary>True when the job will never run again.</summary>
    public bool Ended => State >= JobState.Completed;

    /// <summary>True before the job's process runs, for the first time or again.</summary>
    public bool Waiting => State <= JobState.Requeued;
}
