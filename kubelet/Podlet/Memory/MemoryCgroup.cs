using System.Text;

namespace Interlink.Podlet.Memory;

/// <summary>The control group whose memory a process shares, as files of the machine.</summary>
/// <param name="Mount">Where its hierarchy is mounted.</param>
/// <param name="Folder">The group's own folder; <paramref name="Mount"/> or below it.</param>
/// <param name="Unified">True in cgroup v2, where a group counts what happens in those below it; in v1 each counts for itself.</param>
internal sealed record MemoryCgroup(string Mount, string Folder, bool Unified)
{
    private const string JobPrefix = "job_";

    /// <summary>
    /// Finds it: v1 where the memory controller has a hierarchy of its own (hybrid machines, too), else v2. Null when there is none, or it
    /// cannot be seen from here.
    /// </summary>
    /// <param name="membership">The content of <c>/proc/PID/cgroup</c>, see cgroups(7).</param>
    /// <param name="mounts">The content of <c>/proc/PID/mountinfo</c>, see proc(5).</param>
    public static MemoryCgroup? Find(string membership, string mounts)
    {
        bool unified = true;
        string? path = null;
        foreach (string line in Lines(membership))
        {
            string[] fields = line.Split(':', 3);
            if (fields.Length < 3)
                continue;
            bool own = fields[1].Split(',').Contains("memory");
            if (!own && (fields[0] != "0" || fields[1].Length > 0 || path is not null))
                continue;
            path = fields[2];
            unified = !own;
            if (own)
                break;
        }

        if (path is null)
            return null;
        foreach (string line in Lines(mounts))
        {
            if (MountOf(line, unified) is { } mount && Below(mount.Root, path) is { } below)
                return new MemoryCgroup(mount.Point, mount.Point + below, unified);
        }

        return null;
    }

    /// <summary>The group of the whole job where Slurm made it (<c>…/job_12/step_batch/…</c>), else this one.</summary>
    public MemoryCgroup OfJob()
    {
        string[] names = Folder[Mount.Length..].Split('/');
        int at = Array.FindIndex(names, name => name.StartsWith(JobPrefix, StringComparison.Ordinal) && name.Length > JobPrefix.Length);
        return at < 0 ? this : this with { Folder = Mount + string.Join('/', names[..(at + 1)]) };
    }

    private static (string Root, string Point)? MountOf(string line, bool unified)
    {
        // 36 35 0:30 ROOT POINT OPTIONS [FIELDS…] - TYPE SOURCE SUPER-OPTIONS
        string[] halves = line.Split(" - ", 2);
        string[] fields = halves[0].Split(' ');
        string[] system = halves[^1].Split(' ');
        if (halves.Length < 2 || fields.Length < 5 || system.Length < 3)
            return null;
        bool fits = unified ? system[0] == "cgroup2" : system[0] == "cgroup" && system[2].Split(',').Contains("memory");
        return fits ? (Unescape(fields[3]), Unescape(fields[4])) : null;
    }

    /// <summary>What remains of a path below what is mounted, with a slash in front; null when it lies outside.</summary>
    private static string? Below(string root, string path)
    {
        string prefix = root.TrimEnd('/');
        // Above the root of this process's cgroup namespace paths begin with "..".
        if (path.Split('/').Contains("..") || !(path + "/").StartsWith(prefix + "/", StringComparison.Ordinal))
            return null;
        return path[prefix.Length..].TrimEnd('/');
    }

    private static string Unescape(string field)
    {
        if (!field.Contains('\\'))
            return field;
        StringBuilder text = new();
        for (int at = 0; at < field.Length; at++)
        {
            if (field[at] != '\\' || at + 3 >= field.Length)
            {
                text.Append(field[at]);
                continue;
            }

            text.Append((char)Convert.ToInt32(field.Substring(at + 1, 3), 8));
            at += 3;
        }

        return text.ToString();
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
