using System.Text;

namespace Interlink.Processes.Watching;

/// <summary>Keeps what a program has written to one stream.</summary>
internal sealed class OutputBuffer(int limit) : ICommandOutput
{
    private byte[] _bytes = [];
    private int _length;

    public string Text => Encoding.UTF8.GetString(_bytes.AsSpan(0, _length));

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

    public void End()
    {
    }
}
