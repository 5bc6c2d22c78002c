using System.Text;

namespace Interlink.Podlet.Manifests;

/// <summary>Copies what a container writes into its log to standard output, line by line, with its name before each.</summary>
internal sealed class LogPrinter(string log, byte[] prefix)
{
    private const int Room = 65536;
    private readonly MemoryStream line = new();
    private long offset;

    /// <summary>The name in brackets, in a colour of its own on a terminal.</summary>
    public static byte[] Prefix(string container, int number, bool coloured)
    {
        const int FirstColour = 31;
        const int Colours = 6;
        return Encoding.UTF8.GetBytes(coloured ? $"\e[{FirstColour + ((number + 1) % Colours)}m[{container}]\e[0m " : $"[{container}] ");
    }

    /// <summary>Whether the container has begun to write, or could have.</summary>
    public bool HasBegun => File.Exists(log);

    /// <summary>Prints the lines that are complete, at the end the last one too.</summary>
    public void Print(bool atEnd)
    {
        try
        {
            FileStreamOptions options = new() { Mode = FileMode.Open, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
            using FileStream file = new(log, options);
            file.Seek(offset, SeekOrigin.Begin);
            byte[] buffer = new byte[Room];
            int count;
            while ((count = file.Read(buffer)) > 0)
            {
                offset += count;
                Add(buffer.AsSpan(0, count));
            }
        }
        catch (IOException)
        {
            // It has not begun.
        }

        if (atEnd && line.Length > 0)
            Add("\n"u8);
    }

    private void Add(ReadOnlySpan<byte> text)
    {
        while (text.IndexOf((byte)'\n') is >= 0 and var end)
        {
            line.Write(text[..(end + 1)]);
            StandardError.Write(1, [.. prefix, .. line.GetBuffer().AsSpan(0, (int)line.Length)]);
            line.SetLength(0);
            text = text[(end + 1)..];
        }

        line.Write(text);
    }
}
