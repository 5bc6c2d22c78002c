using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Interlink.Kubernetes.Access;

/// <summary>A certificate with its key and intermediates, to be shown to a server.</summary>
internal sealed class ClientCertificate
{
    private ClientCertificate(SslStreamCertificateContext context, X509Certificate2 certificate)
    {
        Context = context;
        Certificate = certificate;
    }

    public SslStreamCertificateContext Context { get; }

    public X509Certificate2 Certificate { get; }

    /// <summary>Reads PEM texts.</summary>
    /// <exception cref="KubeConfigException">They are not PEM, or do not belong together.</exception>
    public static ClientCertificate Read(string certificatePem, string keyPem, string origin)
    {
        try
        {
            var certificate = X509Certificate2.CreateFromPem(certificatePem, keyPem);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(certificatePem);
            chain.RemoveAt(0);
            return new ClientCertificate(SslStreamCertificateContext.Create(certificate, chain, offline: true), certificate);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new KubeConfigException(
                $"The client certificate and key of {origin} cannot be used; both must be PEM, belong together, and the key must not be "
                + $"encrypted: {e.Message}",
                e);
        }
    }
}
