using Interlink.Hosting.Configuration;

namespace Interlink.Slurm.Configuration;

/// <summary>Reads <c>NodeRootFolder</c>, which says that no folder is shared with the nodes.</summary>
internal static class NodeRootKey
{
    public const string Name = "NodeRootFolder";

    public static string? Read(ConfigReader file)
    {
        string path = file.GetString(Name);
        if (path.Length == 0)
            return null;
        if (!path.StartsWith('/') || path.Any(char.IsControl) || path.Split('/').Contains("..") || path.Trim('/').Length == 0)
            file.Report(Name, "must be an absolute path of the nodes, for example /tmp");
        if (file.GetString("PodletPath").Length == 0)
            file.Report(Name, "needs PodletPath: where no folder is shared, podlet has to be installed on the nodes");
        return path.TrimEnd('/');
    }
}
