using System.Text;
using Interlink.Templates.Execution;

namespace Interlink.Templates.Formats;

/// <summary>A text that grows up to <see cref="Limits.TextBytes"/>.</summary>
internal sealed class BoundedText
{
    private readonly StringBuilder _text = new();
    private long _bytes;

    public int Length => _text.Length;

    /// <exception cref="TemplateFault">It would become too long.</exception>
    public BoundedText Append(ReadOnlySpan<char> text)
    {
        _bytes += Encoding.UTF8.GetByteCount(text);
        if (_bytes > Limits.TextBytes)
        {
            throw new TemplateFault($"its text becomes longer than {Limits.TextBytes} bytes");
        }

        _text.Append(text);
        return this;
    }

    public override string ToString() => _text.ToString();
}
