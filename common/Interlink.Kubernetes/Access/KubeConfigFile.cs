using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Yaml;

namespace Interlink.Kubernetes.Access;

/// <summary>One kubeconfig file, its relative paths made absolute: they are relative to the file.</summary>
internal static class KubeConfigFile
{
    private static readonly string[] ClusterPaths = ["certificate-authority"];
    private static readonly string[] UserPaths = ["client-certificate", "client-key", "tokenFile"];

    /// <summary>Reads a file; null when it is not there and need not be.</summary>
    /// <exception cref="KubeConfigException">It cannot be read.</exception>
    public static JsonObject? Read(string path, bool required)
    {
        try
        {
            return Parse(File.ReadAllText(path), path, Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return required ? throw new KubeConfigException($"The kubeconfig '{path}' does not exist.", e) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubeConfigException($"The kubeconfig '{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads a text.</summary>
    /// <exception cref="KubeConfigException">It is no kubeconfig.</exception>
    public static JsonObject Parse(string text, string source, string folder)
    {
        JsonObject config;
        try
        {
            config = YamlDocument.Parse(text, source) switch
            {
                null => [],
                JsonObject read => read,
                _ => throw new KubeConfigException($"The kubeconfig '{source}' must be an object."),
            };
        }
        catch (YamlFormatException e)
        {
            // The message names place and kind of the fault and quotes nothing of the file, which holds secrets.
            throw new KubeConfigException($"The kubeconfig cannot be used: {source}, line {e.Line}, column {e.Column} is not valid YAML.", e);
        }

        foreach (JsonObject cluster in Entries(config, "clusters", "cluster"))
        {
            Resolve(cluster, ClusterPaths, folder);
        }

        foreach (JsonObject user in Entries(config, "users", "user"))
        {
            Resolve(user, UserPaths, folder);
            if (user["exec"] is JsonObject exec && TextOf(exec, "command") is { } command && command.Contains('/'))
            {
                exec["command"] = Path.GetFullPath(command, folder);
            }
        }

        return config;
    }

    private static IEnumerable<JsonObject> Entries(JsonObject config, string list, string field) => config[list] is JsonArray entries
        ? entries.OfType<JsonObject>().Select(entry => entry[field]).OfType<JsonObject>()
        : [];

    private static void Resolve(JsonObject section, string[] fields, string folder)
    {
        foreach (string field in fields)
        {
            if (TextOf(section, field) is { Length: > 0 } path)
            {
                section[field] = Path.GetFullPath(path, folder);
            }
        }
    }

    private static string? TextOf(JsonObject section, string field) =>
        section[field] is { } node && node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
