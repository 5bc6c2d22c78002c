using System.Globalization;

namespace Interlink.Podlet.Memory;

/// <summary>How often the kernel has killed a process of a control group because its memory was used up.</summary>
internal sealed class OomKills(MemoryCgroup group)
{
    private const string EventsV1 = "memory.oom_control";
    private const string EventsV2 = "memory.events";

    /// <summary>Of the job this process is in; null where that cannot be known.</summary>
    public static OomKills? OfThisJob()
    {
        try
        {
            MemoryCgroup? own = MemoryCgroup.Find(File.ReadAllText("/proc/self/cgroup"), File.ReadAllText("/proc/self/mountinfo"));
            return own is null ? null : new OomKills(own.OfJob());
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The count until now; null when it cannot be read.</summary>
    public long? Count() => group.Unified ? CountUpwards() : CountDownwards();

    /// <summary>The number after <c>oom_kill</c> in the text of an events file; null when there is none, as before Linux 4.13.</summary>
    public static long? Parse(string events)
    {
        foreach (string line in events.Split('\n'))
        {
            if (line.Split(' ') is ["oom_kill", var number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long count))
                return count;
        }

        return null;
    }

    /// <summary>In v2 a group without the memory controller belongs, for its memory, to the next one above it that has it.</summary>
    private long? CountUpwards()
    {
        for (string folder = group.Folder; folder.Length >= group.Mount.Length; folder = folder[..folder.LastIndexOf('/')])
        {
            if (Read(Path.Combine(folder, EventsV2)) is { } count)
                return count;
        }

        return null;
    }

    private long? CountDownwards()
    {
        long? sum = Read(Path.Combine(group.Folder, EventsV1));
        // Below the root are all others of the machine.
        if (group.Folder == group.Mount)
            return sum;
        try
        {
            foreach (string folder in Directory.EnumerateDirectories(group.Folder, "*", SearchOption.AllDirectories))
                sum += Read(Path.Combine(folder, EventsV1)) ?? 0;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // A step of the job has ended meanwhile.
        }

        return sum;
    }

    private static long? Read(string file)
    {
        try
        {
            return Parse(File.ReadAllText(file));
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
