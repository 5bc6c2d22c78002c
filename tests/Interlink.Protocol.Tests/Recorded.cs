using System.Globalization;
using System.Text;

namespace Interlink.Protocol.Tests;

/// <summary>What was recorded from a Go virtual kubelet, API server and Slurm plugin.</summary>
internal static class Recorded
{
    private static string Root => Path.Combine(AppContext.BaseDirectory, "wire");

    public static IEnumerable<string> Files(string folder, string name) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), name, SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    public static byte[] Read(string file) => File.ReadAllBytes(Path.Combine(Root, file));

    /// <summary>The status code and the body of an answer as it was on the wire.</summary>
    public static (int Status, byte[] Body) Answer(string file)
    {
        string text = Encoding.Latin1.GetString(Read(file)).Replace("\r\n", "\n", StringComparison.Ordinal);
        int end = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return (0, []);
        }

        string head = text[..end];
        string body = text[(end + 2)..];
        if (head.Contains("Transfer-Encoding: chunked", StringComparison.Ordinal))
        {
            body = Join(body);
        }

        return (int.Parse(head.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture), Encoding.Latin1.GetBytes(body));
    }

    private static string Join(string chunks)
    {
        var body = new StringBuilder();
        while (true)
        {
            int line = chunks.IndexOf('\n', StringComparison.Ordinal);
            int size = int.Parse(chunks.AsSpan(0, line), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (size == 0)
            {
                return body.ToString();
            }

            body.Append(chunks, line + 1, size);
            chunks = chunks[(line + 1 + size + 1)..];
        }
    }
}
