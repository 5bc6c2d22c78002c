namespace Interlink.Slurm.Tests.Logs;

/// <summary>A peer that shows only what was flushed to it.</summary>
internal sealed class ReceivedBytes : Stream
{
    private readonly MemoryStream pending = new();
    private byte[] flushed = [];

    public int Flushes { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public byte[] ToArray() => Volatile.Read(ref flushed);

    public override void Write(byte[] buffer, int offset, int count) => pending.Write(buffer, offset, count);

    public override void Flush()
    {
        Flushes++;
        Volatile.Write(ref flushed, pending.ToArray());
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
