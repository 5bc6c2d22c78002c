namespace Interlink.Slurm.Logs;

/// <summary>Where a container's log is; absolute paths, any of which may be missing.</summary>
/// <param name="Output">What the container printed, all its runs one after another.</param>
/// <param name="Times">The time index of the output.</param>
/// <param name="Runs">Where in the output each run begins.</param>
internal sealed record LogFiles(string Output, string Times, string Runs);
