using System.Text;

namespace Interlink.Kubernetes.Transport;

/// <summary>
/// Writes the values of one header as UTF-8 and each as a line of its own. .NET makes one line of them with commas between, which means the
/// same for most headers; Kubernetes takes a line for one value, commas and all. It is for HTTP/1.1: of HTTP/2, there can be one value only.
/// </summary>
/// <param name="header">The header's name.</param>
internal sealed class HeaderLines(string header) : Encoding
{
    /// <summary>No value holds it.</summary>
    private const char Separator = '\u0001';

    private readonly string _break = $"\r\n{header}: ";

    /// <summary>Several values as the one that .NET is given.</summary>
    public static string Join(IReadOnlyList<string> values) => string.Join(Separator, values);

    public override int GetByteCount(char[] chars, int index, int count) => Bytes(chars, index, count).Length;

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex)
    {
        byte[] written = Bytes(chars, charIndex, charCount);
        written.CopyTo(bytes, byteIndex);
        return written.Length;
    }

    public override int GetMaxByteCount(int charCount) => UTF8.GetMaxByteCount(charCount) * _break.Length;

    public override int GetCharCount(byte[] bytes, int index, int count) => throw new NotSupportedException();

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        throw new NotSupportedException();

    public override int GetMaxCharCount(int byteCount) => throw new NotSupportedException();

    private byte[] Bytes(char[] chars, int index, int count) =>
        UTF8.GetBytes(new string(chars, index, count).Replace(Separator.ToString(), _break, StringComparison.Ordinal));
}
