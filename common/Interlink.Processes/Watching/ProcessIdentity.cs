using System.Globalization;
using Interlink.Processes.Native;

namespace Interlink.Processes.Watching;

/// <summary>A process and its start time, by which it is told from a later one with the same number.</summary>
internal readonly record struct ProcessIdentity(int Pid, string StartTime)
{
    /// <summary>The processes below one, found through <c>/proc</c>; empty where the kernel does not list children.</summary>
    public static List<ProcessIdentity> Descendants(int root)
    {
        var found = new List<ProcessIdentity>();
        var parents = new Queue<int>([root]);
        while (parents.TryDequeue(out int parent))
        {
            foreach (int child in Children(parent))
            {
                if (ReadStartTime(child) is { } startTime && !found.Exists(known => known.Pid == child))
                {
                    found.Add(new ProcessIdentity(child, startTime));
                    parents.Enqueue(child);
                }
            }
        }

        return found;
    }

    /// <summary>Sends a signal unless the process has ended.</summary>
    public void Signal(int signal)
    {
        if (ReadStartTime(Pid) == StartTime)
        {
            Libc.Kill(Pid, signal);
        }
    }

    private static List<int> Children(int pid)
    {
        var children = new List<int>();
        try
        {
            foreach (string thread in Directory.EnumerateDirectories($"/proc/{pid}/task"))
            {
                foreach (string child in File.ReadAllText(thread + "/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    children.Add(int.Parse(child, CultureInfo.InvariantCulture));
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The process ended while it was looked at.
        }

        return children;
    }

    private static string? ReadStartTime(int pid)
    {
        try
        {
            // The name in parentheses may hold blanks and parentheses; the start time is the 20th word after it (proc(5)).
            string stat = File.ReadAllText($"/proc/{pid}/stat");
            string[] words = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return words.Length > 19 ? words[19] : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
