namespace Interlink.Podlet.Native;

/// <summary>Files of /proc whose entries end with NUL, as the bytes they are: a variable of the machine need not be UTF-8.</summary>
internal static class NullSeparated
{
    public static List<byte[]> Read(string file)
    {
        ReadOnlySpan<byte> content = File.ReadAllBytes(file);
        List<byte[]> entries = [];
        while (!content.IsEmpty)
        {
            int end = content.IndexOf((byte)0);
            if (end < 0)
                end = content.Length;
            entries.Add(content[..end].ToArray());
            content = content[Math.Min(end + 1, content.Length)..];
        }

        return entries;
    }
}
