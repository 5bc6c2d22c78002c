using System.Text;
using System.Text.Json.Nodes;
using Interlink.Protocol;
using Interlink.Protocol.Pods;

namespace Interlink.KubernetesSidecar.Translation;

/// <summary>
/// The files of a projected volume, made in the local cluster (tokens of its service accounts, its certificates), as a secret: the remote
/// cluster could only make its own.
/// </summary>
internal static class ProjectedFiles
{
    /// <summary>The secret's name before it becomes one of the pod.</summary>
    public static string SecretName(string volume) => $"projected-{volume}";

    /// <summary>The secret without its names.</summary>
    public static JsonObject Secret(ConfigMapView files)
    {
        var data = new JsonObject();
        foreach (var (key, _, content) in Files(files))
            data[key] = Convert.ToBase64String(content);
        return new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Secret", ["type"] = "Opaque", ["data"] = data };
    }

    /// <summary>The volume that takes the projected one's place.</summary>
    public static JsonObject Volume(JsonObject projected, string name, ConfigMapView files)
    {
        var secret = new JsonObject { ["secretName"] = SecretName(name) };
        if ((projected["projected"] as JsonObject)?["defaultMode"] is { } mode)
            secret["defaultMode"] = mode.DeepClone();
        // A secret's keys have no slashes; without this list each key is a file.
        var listed = Files(files).ToList();
        if (listed.Any(file => file.Key != file.Path))
        {
            secret["items"] = new JsonArray([.. listed.Select(file =>
                (JsonNode)new JsonObject { ["key"] = file.Key, ["path"] = file.Path })]);
        }
        return new JsonObject { ["name"] = name, ["secret"] = secret };
    }

    private static IEnumerable<(string Key, string Path, byte[] Content)> Files(ConfigMapView files)
    {
        var all = files.Data.Select(file => (Path: file.Key, Content: Encoding.UTF8.GetBytes(file.Value)))
            .Concat(files.BinaryData.Select(file => (Path: file.Key, Content: file.Value)))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .ToList();
        // A key made up here may be a file's name: then it is not the key of that file.
        var taken = all.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var number = 0;
        foreach (var (path, content) in all)
        {
            var key = path;
            while (KubernetesNames.ConfigMapKey(key) is not null || (key != path && taken.Contains(key)))
                key = $"file-{++number}";
            yield return (key, path, content);
        }
    }
}
