namespace Interlink.Slurm.Logs;

/// <summary>The bytes of one run of a container.</summary>
/// <param name="First">The offset of the first byte.</param>
/// <param name="End">The offset behind the last byte; null for the last run, which may still grow.</param>
internal readonly record struct LogRange(long First, long? End);
