namespace Interlink.Protocol;

/// <summary>
/// The format of the file beside a container's log that tells when its bytes were written. It is a sequence of records of
/// <see cref="RecordSize"/> bytes: two little-endian signed 64-bit numbers, first the time of a sample in milliseconds since the Unix
/// epoch, then the size of the log in bytes at that time. Sizes grow from record to record; times never go back. Bytes between two
/// sizes were written before the later record's time and at most <see cref="SampleMilliseconds"/> before it, or when podlet was not
/// looking.
/// </summary>
public static class LogTimeIndex
{
    /// <summary>The length of a record in bytes.</summary>
    public const int RecordSize = 16;

    /// <summary>How often podlet looks at a growing log, in milliseconds.</summary>
    public const int SampleMilliseconds = 50;
}
