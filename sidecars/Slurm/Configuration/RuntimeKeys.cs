using Interlink.Hosting.Configuration;
using Interlink.Protocol.Plans;

namespace Interlink.Slurm.Configuration;

/// <summary>Reads how containers are started.</summary>
internal static class RuntimeKeys
{
    private static readonly string[] SingularityDefaults = ["--nv", "--no-eval", "--containall"];

    public static SlurmOptions Read(SlurmOptions options, ConfigReader file, CommandKeys commands)
    {
        options = options with { ImagePrefix = file.GetString("ImagePrefix"), BashPath = Bash(file, options.BashPath) };
        string name = file.GetString("ContainerRuntime");
        // All are read, so that none is called unknown and each is checked.
        var singularity = Of(
            ContainerRuntime.Singularity, "Singularity", "SINGULARITYPATH", name == "apptainer" ? "apptainer" : "singularity", SingularityDefaults);
        var enroot = Of(ContainerRuntime.Enroot, "Enroot", null, "enroot", ["--rw"]);
        var podman = Of(ContainerRuntime.Podman, "Podman", null, "podman", []);
        var docker = Of(ContainerRuntime.Docker, "Docker", null, "docker", []);
        switch (name)
        {
            case "" or "singularity" or "apptainer":
                return singularity;
            case "enroot":
                return enroot;
            case "podman":
                return podman;
            case "docker":
                return docker;
            case "host":
                return options with { Runtime = ContainerRuntime.Host, RuntimeCommand = [], RuntimeOptions = [] };
            default:
                file.Report("ContainerRuntime", $"is '{name}', which is no container runtime known here; use singularity, apptainer, enroot, "
                    + "podman, docker or host");
                return options;
        }

        SlurmOptions Of(ContainerRuntime kind, string key, string? variable, string program, string[] defaults)
        {
            var words = file.FindStringList(key + "DefaultOptions") ?? defaults;
            if (words.Count > 0 && !words[0].StartsWith('-'))
                file.Report(key + "DefaultOptions", "must begin with an option: its first word would be taken for the image");
            return options with { Runtime = kind, RuntimeCommand = commands.Read(key + "Path", variable, [program]), RuntimeOptions = words };
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
