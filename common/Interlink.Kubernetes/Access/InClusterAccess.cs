using System.Text.Json.Nodes;
using Interlink.Kubernetes.Access.Credentials;
using Interlink.Processes.Files;

namespace Interlink.Kubernetes.Access;

/// <summary>The access that Kubernetes gives to a pod.</summary>
internal static class InClusterAccess
{
    public static bool IsPod(AccessServices services) =>
        !string.IsNullOrEmpty(services.Environment("KUBERNETES_SERVICE_HOST")) && File.Exists(TokenFile(services));

    public static ClusterAccess Load(AccessServices services)
    {
        string? host = services.Environment("KUBERNETES_SERVICE_HOST");
        string? port = services.Environment("KUBERNETES_SERVICE_PORT");
        if (string.IsNullOrEmpty(host) || string.IsNullOrEmpty(port))
        {
            throw new KubeConfigException(
                "This is no pod of a cluster (KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set): name a kubeconfig.");
        }

        if (!ushort.TryParse(port, out ushort number) || Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            throw new KubeConfigException("KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not a host and a port.");
        }

        string authority = Path.Combine(services.ServiceAccountFolder, "ca.crt");
        var server = new UriBuilder("https", host, number, "/").Uri;
        var token = new TokenFileCredential(TokenFile(services), services.Logger);
        string space = NamespaceOf(services);
        var watched = new WatchedFile<AccessSnapshot>([authority], () => new AccessSnapshot
        {
            Server = server,
            Trust = ServerTrust.Read(
                new KubeConfigSection(new JsonObject { ["ca"] = authority }, "the pod's service account").Pem("ca"),
                serverName: null,
                insecure: false,
                "the pod's service account"),
            Credential = token,
            Namespace = space,
        });
        return new ClusterAccess(() => watched.Current);
    }

    private static string TokenFile(AccessServices services) => Path.Combine(services.ServiceAccountFolder, "token");

    private static string NamespaceOf(AccessServices services)
    {
        string path = Path.Combine(services.ServiceAccountFolder, "namespace");
        return File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } name ? name : "default";
    }
}
