using Interlink.Protocol.Plans;

namespace Interlink.Podlet.Runtimes;

/// <summary>A mount in the words of Singularity and Apptainer.</summary>
internal static class SingularityMount
{
    /// <summary>
    /// <c>--bind</c> for the usual paths, which every version knows; <c>--mount</c> for those its separators would tear apart.
    /// </summary>
    public static string[] Words(MountPlan mount) => IsTorn(mount.Source) || IsTorn(mount.Target)
        ? ["--mount", BindMount.Fields(mount, "destination", "ro")]
        : ["--bind", mount.Source + ":" + mount.Target + (mount.ReadOnly ? ":ro" : "")];

    private static bool IsTorn(string path) => path.AsSpan().ContainsAny(':', ',');
}
