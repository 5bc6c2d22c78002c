using System.Text;

namespace Interlink.Podlet.Tests.Programs;

internal static class ProcessTable
{
    /// <summary>The processes, zombies left out, that have a variable in the environment they were started with.</summary>
    public static IEnumerable<int> WithVariable(string name)
    {
        foreach (string folder in Directory.GetDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out int id) && Read(id, "environ").Contains(name + "=", StringComparison.Ordinal))
                yield return id;
        }
    }

    public static string Describe(int id) => $"{id} ({Read(id, "cmdline").Replace('\0', ' ').Trim()})";

    private static string Read(int id, string file)
    {
        try
        {
            return Encoding.Latin1.GetString(File.ReadAllBytes($"/proc/{id}/{file}"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
