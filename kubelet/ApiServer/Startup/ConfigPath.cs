namespace Interlink.ApiServer.Startup;

/// <summary>Where the configuration is: the flag, else the environment, else the Go program's place.</summary>
internal static class ConfigPath
{
    public static string Find(string? flag, Func<string, string?> environment) =>
        flag is { Length: > 0 } ? flag
        : environment("INTERLINKCONFIGPATH") is { Length: > 0 } variable ? variable
        : "/etc/interlink/InterLinkConfig.yaml";
}
