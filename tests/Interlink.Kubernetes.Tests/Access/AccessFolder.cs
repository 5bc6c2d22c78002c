using System.Text.Json.Nodes;
using Interlink.Kubernetes.Access;
using Interlink.Kubernetes.Fake;

namespace Interlink.Kubernetes.Tests.Access;

/// <summary>A folder for kubeconfigs and what they name.</summary>
internal sealed class AccessFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("access-");

    public string Path => _folder.FullName;

    /// <summary>Puts a file in its place in one step, as programs do that replace credentials.</summary>
    public string Write(string name, string content)
    {
        string path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path + ".new", content);
        File.Move(path + ".new", path, overwrite: true);
        return path;
    }

    /// <summary>A client by a kubeconfig file.</summary>
    /// <param name="server">The server whose kubeconfig it is.</param>
    /// <param name="user">The user's fields.</param>
    /// <param name="cluster">The cluster's fields; null for those of the server.</param>
    public KubernetesClient Client(FakeApiServer server, JsonObject user, JsonObject? cluster = null)
    {
        var config = (JsonObject)JsonNode.Parse(server.KubeConfig)!;
        config["users"]![0]!["user"] = user;
        if (cluster is not null)
        {
            config["clusters"]![0]!["cluster"] = cluster;
        }

        return Client(ClusterAccess.FromKubeConfig(new KubeConfigOptions { Path = Write("config", config.ToJsonString()) }));
    }

    public static KubernetesClient Client(ClusterAccess access) => new(access, new KubernetesOptions { Attempts = 1 });

    public void Dispose() => _folder.Delete(recursive: true);
}
