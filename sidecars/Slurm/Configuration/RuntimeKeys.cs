using Interlink.Hosting.Configuration;
using Interlink.Protocol.Plans;

namespace Interlink.Slurm.Configuration;

/// <summary>Reads how containers are started.</summary>
internal static class RuntimeKeys
{
    public static SlurmOptions Read(SlurmOptions options, ConfigReader file, CommandKeys commands)
    {
        string name = file.GetString("ContainerRuntime");
        string program = name == "apptainer" ? "apptainer" : "singularity";
        var command = commands.Read("SingularityPath", "SINGULARITYPATH", [program]);
        var words = file.FindStringList("SingularityDefaultOptions") ?? options.RuntimeOptions;
        options = options with { ImagePrefix = file.GetString("ImagePrefix"), BashPath = Bash(file, options.BashPath) };
        switch (name)
        {
            case "" or "singularity" or "apptainer":
                if (words.Count > 0 && !words[0].StartsWith('-'))
                    file.Report("SingularityDefaultOptions", "must begin with an option: its first word would be taken for the image");
                return options with { RuntimeCommand = command, RuntimeOptions = words };
            case "host":
                return options with { Runtime = ContainerRuntime.Host, RuntimeCommand = [], RuntimeOptions = [] };
            case "enroot" or "podman" or "docker":
                file.Report("ContainerRuntime", $"is '{name}', which is not supported yet; use singularity, apptainer or host");
                return options;
            default:
                file.Report("ContainerRuntime", $"is '{name}', which is no container runtime known here; use singularity, apptainer or "
                    + "host");
                return options;
        }
    }

    private static string Bash(ConfigReader file, string defaultPath)
    {
        string path = file.GetString("BashPath");
        if (path.Length == 0)
            return defaultPath;
        // It follows "#!", where a blank would end it.
        if (!path.StartsWith('/') || path.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            file.Report("BashPath", "must be an absolute path without blanks");
        return path;
    }
}
