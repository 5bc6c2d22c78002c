using System.Buffers.Binary;
using Interlink.Protocol;

namespace Interlink.Slurm.Logs;

/// <summary>The bytes of one run of a container.</summary>
/// <param name="First">The offset of the first byte.</param>
/// <param name="End">The offset behind the last byte; null for the last run, which may still grow.</param>
internal readonly record struct LogRange(long First, long? End)
{
    private const int SizeField = 8;

    /// <summary>The last run, or all of a log that has no runs file (<see cref="LogRuns"/>).</summary>
    /// <exception cref="LogFileException">The file is there and cannot be read.</exception>
    public static LogRange OfLastRun(string runsFile) => Read(runsFile) is { Last: { } last } ? new(last, null) : new(0, null);

    /// <summary>The run before the last; null if there was none.</summary>
    /// <exception cref="LogFileException">The file is there and cannot be read.</exception>
    public static LogRange? OfPreviousRun(string runsFile) =>
        Read(runsFile) is { Previous: { } previous, Last: { } last } ? new(previous, last) : null;

    private static (long? Previous, long? Last) Read(string path)
    {
        using var file = new LogFile(path);
        long count = (file.Look()?.Length ?? 0) / LogRuns.RecordSize;
        return (Record(file, count - 2), Record(file, count - 1));
    }

    private static long? Record(LogFile file, long index)
    {
        Span<byte> record = stackalloc byte[LogRuns.RecordSize];
        return index >= 0 && file.Read(record, index * LogRuns.RecordSize) == record.Length
            ? BinaryPrimitives.ReadInt64LittleEndian(record[SizeField..])
            : null;
    }
}
