using System.Text.Json.Nodes;
using Interlink.Kubernetes.Access.Credentials;

namespace Interlink.Kubernetes.Access;

/// <summary>Turns a context into what connections need.</summary>
internal static class AccessReading
{
    /// <summary>The files whose content goes into a snapshot; a token's file is watched by its credential.</summary>
    public static IReadOnlyList<string> FilesOf(KubeConfigContext context) =>
    [
        .. new[]
        {
            context.Cluster.Text("certificate-authority-data") is null ? context.Cluster.Text("certificate-authority") : null,
            context.User.Text("client-certificate-data") is null ? context.User.Text("client-certificate") : null,
            context.User.Text("client-key-data") is null ? context.User.Text("client-key") : null,
        }.OfType<string>(),
    ];

    /// <exception cref="KubeConfigException">Something in it cannot be used.</exception>
    public static AccessSnapshot Of(KubeConfigContext context, AccessServices services)
    {
        (KubeConfigSection cluster, KubeConfigSection user, string space) = context;
        bool insecure = cluster.Flag("insecure-skip-tls-verify");
        if (insecure && cluster.Pem("certificate-authority") is not null)
        {
            throw new KubeConfigException(
                $"{cluster.Origin}: insecure-skip-tls-verify and certificate-authority exclude each other; remove one of them.");
        }

        return new AccessSnapshot
        {
            Server = ServerOf(cluster),
            Trust = ServerTrust.Read(cluster.Pem("certificate-authority"), cluster.Text("tls-server-name"), insecure, cluster.Origin),
            Proxy = ProxyOf(cluster),
            Certificate = CertificateOf(user),
            Credential = CredentialOf(cluster, user, services),
            Impersonation = Impersonation.Of(user),
            Namespace = space,
        };
    }

    private static Uri ServerOf(KubeConfigSection cluster)
    {
        string server = cluster.Text("server") ?? throw new KubeConfigException($"{cluster.Origin}: server is missing.");
        if (!server.Contains("://", StringComparison.Ordinal))
        {
            server = "https://" + server;
        }

        return Uri.TryCreate(server.TrimEnd('/') + "/", UriKind.Absolute, out Uri? address) && address.Scheme is "https" or "http"
            ? address
            : throw new KubeConfigException($"{cluster.Origin}: server must be an https:// address.");
    }

    private static Uri? ProxyOf(KubeConfigSection cluster) => cluster.Text("proxy-url") is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out Uri? proxy) && proxy.Scheme is "http" or "https" or "socks5" ? proxy
        : throw new KubeConfigException($"{cluster.Origin}: proxy-url must begin with http://, https:// or socks5://.");

    private static ClientCertificate? CertificateOf(KubeConfigSection user) =>
        (user.Pem("client-certificate"), user.Pem("client-key")) switch
        {
            (null, null) => null,
            ({ } certificate, { } key) => ClientCertificate.Read(certificate, key, user.Origin),
            _ => throw new KubeConfigException($"{user.Origin}: client-certificate and client-key must be given together."),
        };

    private static ICredential CredentialOf(KubeConfigSection cluster, KubeConfigSection user, AccessServices services)
    {
        if (user["auth-provider"] is JsonObject provider)
        {
            throw new KubeConfigException(
                $"{user.Origin}: the auth-provider '{provider["name"]}' is of a kind that Kubernetes has removed; use an exec plugin.");
        }

        if (user["exec"] is not null)
        {
            return new ExecCredential(ExecPlugin.Read(user.Inside("exec"), cluster), services);
        }

        // A file goes before a token, for it is kept fresh.
        return user.Text("tokenFile") is { } path ? new TokenFileCredential(path, services.Logger)
            : user.Text("token") is { } token ? FixedCredential.Bearer(token)
            : user.Text("username") is { } name ? FixedCredential.Basic(name, user.Text("password") ?? "")
            : FixedCredential.Nobody;
    }
}
