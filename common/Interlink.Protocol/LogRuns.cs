namespace Interlink.Protocol;

/// <summary>
/// The format of the file beside a container's log that tells where the output of each run begins: a restarted container goes on in the
/// same log. It is a sequence of records of <see cref="RecordSize"/> bytes, one per run in their order, each written before the run
/// starts: two little-endian signed 64-bit numbers, first the time in milliseconds since the Unix epoch, then the size of the log in
/// bytes at that time. The output of a run lies between its record's size and that of the next record, or the end of the log; that of
/// the previous run between the last two. Records of a job that the scheduler restarted go on in the same file, so their number may
/// exceed the restart count.
/// </summary>
public static class LogRuns
{
    /// <summary>The length of a record in bytes.</summary>
    public const int RecordSize = 16;
}
