namespace Interlink.Kubernetes.Access.Credentials;

/// <summary>What is shown to a server.</summary>
/// <param name="Authorization">The header; null for none.</param>
/// <param name="Certificate">A certificate that goes before the kubeconfig's; null for none.</param>
internal sealed record Identity(string? Authorization, ClientCertificate? Certificate = null)
{
    public static Identity Nobody { get; } = new((string?)null);

    // Records print their fields; this one holds a secret.
    public override string ToString() => nameof(Identity);
}
