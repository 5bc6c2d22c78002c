namespace Interlink.Slurm.Logs;

/// <summary>Where an answer goes, up to its limit.</summary>
/// <param name="stream">The peer.</param>
/// <param name="limitBytes">The most bytes to send; null means no limit.</param>
/// <param name="flush">Whether the peer waits for every piece.</param>
internal sealed class LogOutput(Stream stream, long? limitBytes, bool flush)
{
    private long left = limitBytes ?? long.MaxValue;
    private bool begun;

    public bool IsFull => left == 0;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (bytes.Length > left)
            bytes = bytes[..(int)left];
        if (bytes.IsEmpty)
            return;
        left -= bytes.Length;
        begun = true;
        await stream.WriteAsync(bytes, cancellationToken);
        if (flush)
            await stream.FlushAsync(cancellationToken);
    }

    /// <summary>A peer that will wait learns at once that it has been understood.</summary>
    public async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        if (begun || !flush)
            return;
        begun = true;
        await stream.FlushAsync(cancellationToken);
    }
}
