using Interlink.Hosting.Configuration;

namespace Interlink.Slurm.Configuration;

/// <summary>Reads the keys of the tunnel through a login node.</summary>
internal static class TsocksKeys
{
    public static TsocksOptions? Read(ConfigReader file, EnvironmentOverrides environment)
    {
        bool wanted = file.GetBool("Tsocks");
        wanted = environment.FindBool("TSOCKS") ?? wanted;
        string library = file.GetString("TsocksPath");
        library = environment.FindExistingPath("TSOCKSPATH") ?? library;
        string node = file.GetString("TsocksLoginNode");
        if (!wanted)
            return null;
        if (!library.StartsWith('/') || library.Any(char.IsControl))
            file.Report("TsocksPath", "must be the absolute path of the tsocks library when Tsocks is true");
        // ssh would take a dash for an option.
        if (node.Length == 0 || node[0] == '-' || node.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            file.Report("TsocksLoginNode", "must name the login node that ssh connects to when Tsocks is true");
        return new TsocksOptions(library, node);
    }
}
