namespace Interlink.Slurm.Startup;

/// <summary>Where the configuration is: the flag, else the environment, else the Go plugin's place.</summary>
internal static class ConfigPath
{
    public static string Find(string? flag) =>
        flag is { Length: > 0 } ? flag
        : Environment.GetEnvironmentVariable("SLURMCONFIGPATH") is { Length: > 0 } variable ? variable
        : "/etc/interlink/SlurmConfig.yaml";
}
