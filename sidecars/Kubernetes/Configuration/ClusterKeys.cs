using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Hosting.Configuration;

namespace Interlink.KubernetesSidecar.Configuration;

/// <summary>Reads how the remote cluster is reached.</summary>
internal static class ClusterKeys
{
    private const string DefaultPath = "private/k8s/kubeconfig.yaml";

    public static SidecarOptions Read(SidecarOptions options, ConfigReader k8s, bool isPod, List<string> warnings)
    {
        var path = Path.GetFullPath(k8s.GetString("kubeconfig_path") is { Length: > 0 } named ? named : DefaultPath);
        var text = k8s.GetString("kubeconfig");
        var (cluster, user) = Client(k8s, warnings);
        options = options with
        {
            Context = k8s.GetString("context") is { Length: > 0 } context ? context : null,
            RetryTime = TimeSpan.FromSeconds(k8s.GetInt("retry_seconds", 60, 0, 3600)),
            Cluster = cluster,
            User = user,
        };
        if (File.Exists(path))
            return options with { KubeConfigPath = path };
        if (text.Length > 0)
            return options with { KubeConfigText = text };
        if (!isPod)
            k8s.Report("kubeconfig_path", $"names '{path}', which does not exist, and k8s.kubeconfig is not set either");
        return options;
    }

    /// <summary>The Python client's settings in the words of a kubeconfig.</summary>
    private static (JsonObject? Cluster, JsonObject? User) Client(ConfigReader k8s, List<string> warnings)
    {
        if (JsonKeys.Object(k8s, "client_configuration") is not { } settings)
            return (null, null);
        var cluster = new JsonObject();
        var user = new JsonObject();
        foreach (var (name, value) in settings)
        {
            switch (name, value?.GetValueKind())
            {
                case (_, null):
                    break;
                case ("verify_ssl", JsonValueKind.True or JsonValueKind.False):
                    cluster["insecure-skip-tls-verify"] = !value!.GetValue<bool>();
                    break;
                case ("ssl_ca_cert", JsonValueKind.String):
                    Replace(cluster, "certificate-authority", "certificate-authority-data", Full(value!));
                    break;
                case ("host", JsonValueKind.String):
                    cluster["server"] = value!.GetValue<string>();
                    break;
                case ("proxy", JsonValueKind.String):
                    cluster["proxy-url"] = value!.GetValue<string>();
                    break;
                case ("tls_server_name", JsonValueKind.String):
                    cluster["tls-server-name"] = value!.GetValue<string>();
                    break;
                case ("cert_file", JsonValueKind.String):
                    Replace(user, "client-certificate", "client-certificate-data", Full(value!));
                    break;
                case ("key_file", JsonValueKind.String):
                    Replace(user, "client-key", "client-key-data", Full(value!));
                    break;
                default:
                    warnings.Add($"k8s.client_configuration: {name} has no effect here; these have: verify_ssl, ssl_ca_cert, cert_file, "
                        + "key_file, host, proxy, tls_server_name.");
                    break;
            }
        }
        // A server's certificate that is not verified needs no authority, and Go's clients refuse to be given both.
        if (cluster["insecure-skip-tls-verify"]?.GetValue<bool>() == true)
            cluster["certificate-authority"] = cluster["certificate-authority-data"] = null;
        return (cluster, user);
    }

    // The content would go before the file.
    private static void Replace(JsonObject section, string file, string content, string path)
    {
        section[file] = path;
        section[content] = null;
    }

    private static string Full(JsonNode path) => Path.GetFullPath(path.GetValue<string>());
}
