using Interlink.Hosting.Configuration;

namespace Interlink.Slurm.Configuration;

/// <summary>Keys that are accepted and do nothing, and what to say about them.</summary>
internal static class IgnoredKeys
{
    // The Go plugin has no code behind these either.
    private static readonly string[] Unused = ["SingularityPrefix", "EnrootPrefix", "Namespace", "VKConfigPath"];

    private static readonly string[] NotYet = ["KubeApi"];

    public static void Read(ConfigReader file, List<string> warnings)
    {
        foreach (string key in Unused.Where(key => file.GetString(key).Length > 0))
            warnings.Add($"{key} is accepted and has no effect, as in the Go plugin.");
        foreach (string key in NotYet.Where(file.Has))
            warnings.Add($"{key} is not supported yet and has no effect.");
    }
}
