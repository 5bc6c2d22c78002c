using System.Text;

namespace Interlink.Podlet.Native;

/// <summary>Who descends from whom, as /proc tells at this moment.</summary>
internal static class ProcessTree
{
    private static readonly bool HasChildLists = File.Exists($"/proc/self/task/{Environment.ProcessId}/children");

    /// <summary>Every living process below the given one. With PR_SET_CHILD_SUBREAPER nothing can leave the tree.</summary>
    public static List<ProcessEntry> DescendantsOf(int root)
    {
        List<ProcessEntry> found = [];
        if (HasChildLists)
            AddChildren(root, found);
        else
            AddFamily(root, found);
        return found;
    }

    /// <summary>By the kernel's lists of children: a few reads, however many processes the machine has.</summary>
    private static void AddChildren(int parent, List<ProcessEntry> found)
    {
        foreach (int child in ChildrenOf(parent))
        {
            if (Read(child) is { } entry)
                found.Add(entry);
            AddChildren(child, found);
        }
    }

    private static List<int> ChildrenOf(int parent)
    {
        List<int> children = [];
        try
        {
            foreach (string thread in Directory.GetDirectories($"/proc/{parent}/task"))
            {
                foreach (string child in File.ReadAllText(thread + "/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    children.Add(int.Parse(child));
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It has ended while we looked; its children are somebody else's now.
        }

        return children;
    }

    private static void AddFamily(int root, List<ProcessEntry> found)
    {
        List<ProcessEntry> candidates = All();
        HashSet<int> family = [root];
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
    }

    /// <summary>Every living process of the machine.</summary>
    public static List<ProcessEntry> All()
    {
        List<ProcessEntry> entries = [];
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), out int id) && Read(id) is { } entry)
                entries.Add(entry);
        }

        return entries;
    }

    /// <summary>A variable of the environment a process was started with; null without it, and for processes of others.</summary>
    public static string? VariableOf(int id, string name)
    {
        byte[] start = Encoding.UTF8.GetBytes(name + "=");
        try
        {
            byte[]? entry = NullSeparated.Read($"/proc/{id}/environ").Find(entry => entry.AsSpan().StartsWith(start));
            return entry is null ? null : Encoding.UTF8.GetString(entry.AsSpan(start.Length));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The parent of a living process; null when there is no such process.</summary>
    public static int? ParentOf(int id) => Read(id)?.Parent;

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
