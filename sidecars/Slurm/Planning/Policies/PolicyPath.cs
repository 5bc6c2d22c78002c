namespace Interlink.Slurm.Planning.Policies;

/// <summary>Absolute paths as a policy compares them, text against text.</summary>
internal static class PolicyPath
{
    /// <summary>The path without dots, doubled and trailing slashes; empty for the root.</summary>
    public static string Normal(string path) => string.Concat(path.Split('/').Where(part => part is not ("" or ".")).Select(part => "/" + part));

    /// <summary>True when a path is a folder or below it; both normal.</summary>
    public static bool IsBelow(string path, string folder) => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);
}
