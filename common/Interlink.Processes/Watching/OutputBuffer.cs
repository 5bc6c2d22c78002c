namespace Interlink.Processes.Watching;

/// <summary>What a program has written to one stream.</summary>
internal sealed class OutputBuffer(int limit)
{
    private byte[] _bytes = [];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Appends; false, and nothing appended, when that would exceed the limit.</summary>
    public bool TryAppend(ReadOnlySpan<byte> more)
    {
        if (more.Length > limit - _length)
        {
            return false;
        }

        if (more.Length > _bytes.Length - _length)
        {
            long doubled = Math.Max(_bytes.Length * 2L, _length + more.Length);
            Array.Resize(ref _bytes, (int)Math.Min(doubled, limit));
        }

        more.CopyTo(_bytes.AsSpan(_length));
        _length += more.Length;
        return true;
    }
}
