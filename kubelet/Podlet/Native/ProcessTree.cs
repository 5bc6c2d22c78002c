using System.Text;

namespace Interlink.Podlet.Native;

/// <summary>Who descends from whom, as /proc tells at this moment.</summary>
internal static class ProcessTree
{
    /// <summary>Every living process below the given one. With PR_SET_CHILD_SUBREAPER nothing can leave the tree.</summary>
    public static List<ProcessEntry> DescendantsOf(int root)
    {
        List<ProcessEntry> candidates = [];
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), out int id) && Read(id) is { } entry)
                candidates.Add(entry);
        }

        HashSet<int> family = [root];
        List<ProcessEntry> found = [];
        int before;
        do
        {
            before = found.Count;
            for (int i = candidates.Count - 1; i >= 0; i--)
            {
                if (!family.Contains(candidates[i].Parent))
                    continue;
                family.Add(candidates[i].Id);
                found.Add(candidates[i]);
                candidates.RemoveAt(i);
            }
        }
        while (found.Count != before);
        return found;
    }

    /// <summary>True when the process has this variable with this value in the environment it was started with.</summary>
    public static bool HasVariable(int id, string variable)
    {
        try
        {
            return NullSeparated.Read($"/proc/{id}/environ").Any(entry => Encoding.UTF8.GetBytes(variable).AsSpan().SequenceEqual(entry));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static ProcessEntry? Read(int id)
    {
        string stat;
        try
        {
            stat = File.ReadAllText($"/proc/{id}/stat");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        // The name in parentheses may hold anything, parentheses included.
        int end = stat.LastIndexOf(')');
        if (end < 0)
            return null;
        string[] fields = stat[(end + 2)..].Split(' ', 5);
        return fields[0] is "Z" or "X" ? null : new ProcessEntry(id, int.Parse(fields[1]), int.Parse(fields[3]));
    }
}
