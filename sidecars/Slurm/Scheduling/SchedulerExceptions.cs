namespace Interlink.Slurm.Scheduling;

/// <summary>The scheduler did not answer, or could not be asked; nothing has happened.</summary>
internal sealed class SchedulerUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>The scheduler refuses the job for good, in its own words.</summary>
internal sealed class SubmissionRefusedException(string message) : Exception(message);

/// <summary>Nobody can tell whether the job was submitted; it must be looked for before it is tried again.</summary>
internal sealed class SubmissionUncertainException(string message, Exception? innerException = null) : Exception(message, innerException);
