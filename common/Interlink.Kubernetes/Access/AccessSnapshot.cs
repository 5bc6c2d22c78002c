using Interlink.Kubernetes.Access.Credentials;

namespace Interlink.Kubernetes.Access;

/// <summary>How to reach a server, as of now. Two are the same when they are one instance.</summary>
internal sealed class AccessSnapshot
{
    /// <summary>The server's address, ending with a slash.</summary>
    public required Uri Server { get; init; }

    public required ServerTrust Trust { get; init; }

    public required ICredential Credential { get; init; }

    /// <summary>The certificate that the kubeconfig itself names; a plugin's goes before it.</summary>
    public ClientCertificate? Certificate { get; init; }

    /// <summary>The proxy; null for what the environment says.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Headers that ask the server to take us for somebody else.</summary>
    public IReadOnlyList<Impersonation> Impersonation { get; init; } = [];

    public string Namespace { get; init; } = "default";
}
