using Interlink.Hosting.Configuration;

namespace Interlink.ApiServer.Configuration;

/// <summary>Reads how job scripts come about.</summary>
internal static class JobScriptKeys
{
    public static JobScriptOptions Read(ConfigReader file)
    {
        var section = file.GetSection("JobScriptBuildConfig");
        var config = BuildConfig.Read(section);
        var template = file.GetString("JobScriptTemplate");
        return new JobScriptOptions
        {
            BuildConfig = file.Has("JobScriptBuildConfig") ? config : null,
            Template = template.Length > 0 ? template : null,
            Hosts = Hosts(file),
            CACertFile = CACertFile(file),
        };
    }

    private static List<JobScriptHost> Hosts(ConfigReader file)
    {
        var hosts = new List<JobScriptHost>();
        foreach (var text in file.GetStringList("JobScriptHosts"))
        {
            if (JobScriptHost.Parse(text) is { } host)
            {
                hosts.Add(host);
            }
            else
            {
                file.Report("JobScriptHosts", $"holds '{text}'; an entry is host or host:port, with http:// in front only where TLS is not wanted");
            }
        }

        return hosts;
    }

    private static string? CACertFile(ConfigReader file)
    {
        var path = file.GetString("JobScriptCACertFile");
        if (path.Length > 0 && !File.Exists(path))
        {
            file.Report("JobScriptCACertFile", $"names '{path}', which does not exist");
        }

        return path.Length > 0 ? path : null;
    }
}
