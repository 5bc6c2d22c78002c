using System.Text;

namespace Interlink.Processes.Watching;

/// <summary>Hands a stream on line by line and keeps nothing.</summary>
/// <param name="take">Gets each line, without its end (LF or CR LF).</param>
internal sealed class OutputLines(Action<string> take) : ICommandOutput
{
    private const int LongestBytes = 8 * 1024;

    private readonly byte[] _line = new byte[LongestBytes];
    private int _length;

    public string Text => "";

    public bool TryAppend(ReadOnlySpan<byte> more)
    {
        foreach (byte one in more)
        {
            if (one == (byte)'\n')
            {
                Send();
                continue;
            }

            if (_length == LongestBytes)
            {
                Send();
            }

            _line[_length++] = one;
        }

        return true;
    }

    public void End()
    {
        if (_length > 0)
        {
            Send();
        }
    }

    private void Send()
    {
        ReadOnlySpan<byte> line = _line.AsSpan(0, _length);
        _length = 0;
        take(Encoding.UTF8.GetString(line is [.., (byte)'\r'] ? line[..^1] : line));
    }
}
