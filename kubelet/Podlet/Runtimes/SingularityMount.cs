using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Runtimes;

/// <summary>A mount in the words of Singularity and Apptainer.</summary>
internal static class SingularityMount
{
    /// <summary>
    /// <c>--bind</c> for the usual paths, which every version knows; <c>--mount</c> for those its separators would tear apart.
    /// </summary>
    public static string[] Words(MountPlan mount)
    {
        if (!IsTorn(mount.Source) && !IsTorn(mount.Target))
            return ["--bind", mount.Source + ":" + mount.Target + (mount.ReadOnly ? ":ro" : "")];
        string fields = "type=bind," + Field("source", mount.Source) + "," + Field("destination", mount.Target);
        return ["--mount", mount.ReadOnly ? fields + ",ro" : fields];
    }

    private static bool IsTorn(string path) => path.AsSpan().ContainsAny(':', ',');

    /// <summary>A field of a CSV line (RFC 4180): a quoted one has its quotes doubled.</summary>
    private static string Field(string key, string value)
    {
        string field = key + "=" + value;
        return field.AsSpan().ContainsAny(",\"\r\n") ? "\"" + field.Replace("\"", "\"\"") + "\"" : field;
    }
}
