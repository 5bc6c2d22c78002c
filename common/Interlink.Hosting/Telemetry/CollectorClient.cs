using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Interlink.Hosting.Telemetry;

/// <summary>The HTTP client of a collector with certificates of its own.</summary>
internal static class CollectorClient
{
    [SuppressMessage("Security", "CA5359:Do not disable certificate validation",
        Justification = "Only when TELEMETRY_INSECURE_SKIP_VERIFY asks for it.")]
    public static HttpClient Create(TelemetryOptions options)
    {
        var tls = new SslClientAuthenticationOptions();
        if (options.InsecureSkipVerify)
        {
            tls.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
        }
        else if (!string.IsNullOrEmpty(options.CACertFile))
        {
            tls.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            tls.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(options.CACertFile);
        }

        if (!string.IsNullOrEmpty(options.ClientCertFile) && !string.IsNullOrEmpty(options.ClientKeyFile))
        {
            tls.ClientCertificates = [X509Certificate2.CreateFromPemFile(options.ClientCertFile, options.ClientKeyFile)];
        }

        return new HttpClient(new SocketsHttpHandler { SslOptions = tls }, disposeHandler: true)
        {
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Timeout = TimeSpan.FromSeconds(10),
        };
    }
}
