namespace Interlink.Slurm.Planning.Policies;

/// <summary>Absolute paths as a policy compares them.</summary>
internal static class PolicyPath
{
    /// <summary>The path without dots, doubled and trailing slashes.</summary>
    public static string Normal(string path) => "/" + string.Join('/', path.Split('/').Where(part => part is not ("" or ".")));
}
