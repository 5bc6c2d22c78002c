namespace Interlink.Slurm.Logs;

/// <summary>A record of the time index.</summary>
/// <param name="Index">Which record it is, from 0.</param>
/// <param name="Time">Milliseconds since the Unix epoch.</param>
/// <param name="Size">The log's size in bytes at that time.</param>
internal readonly record struct LogTime(long Index, long Time, long Size);
