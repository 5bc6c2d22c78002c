using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Interlink.Processes.Files;
using Microsoft.Extensions.Logging;

namespace Interlink.Hosting.Listening;

/// <summary>
/// Certificate, key and client CA of a listener, read again when they change; connections that exist keep what they have.
/// </summary>
internal sealed class ServerCertificate
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private readonly WatchedFile<SslServerAuthenticationOptions> _options;

    /// <exception cref="HostStartException">A file cannot be read or is not what it should be.</exception>
    public ServerCertificate(TlsOptions tls, ILogger logger)
    {
        string[] paths = string.IsNullOrEmpty(tls.CACertFile) ? [tls.CertFile, tls.KeyFile] : [tls.CertFile, tls.KeyFile, tls.CACertFile];
        _options = FileWatch.Of(paths, () => Read(tls), logger);
    }

    /// <summary>A copy: the server writes its own settings (ALPN) into what it is given.</summary>
    public SslServerAuthenticationOptions Current
    {
        get
        {
            var options = _options.Current;
            return new SslServerAuthenticationOptions
            {
                ServerCertificateContext = options.ServerCertificateContext,
                ClientCertificateRequired = options.ClientCertificateRequired,
                CertificateChainPolicy = options.CertificateChainPolicy,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                RemoteCertificateValidationCallback = options.RemoteCertificateValidationCallback,
            };
        }
    }

    private static SslServerAuthenticationOptions Read(TlsOptions tls)
    {
        var options = new SslServerAuthenticationOptions { ServerCertificateContext = ReadCertificate(tls) };
        if (!string.IsNullOrEmpty(tls.CACertFile))
        {
            options.ClientCertificateRequired = true;
            options.CertificateChainPolicy = PolicyOf(ReadAuthorities(tls.CACertFile));

            // Only the chain counts, a client has no name to match. Without a certificate there is RemoteCertificateNotAvailable.
            options.RemoteCertificateValidationCallback = static (_, certificate, _, errors) =>
                certificate is not null && (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None;
        }

        return options;
    }

    private static SslStreamCertificateContext ReadCertificate(TlsOptions tls)
    {
        try
        {
            var certificate = X509Certificate2.CreateFromPemFile(tls.CertFile, tls.KeyFile);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(tls.CertFile);
            chain.RemoveAt(0);
            return SslStreamCertificateContext.Create(certificate, chain, offline: true);
        }
        catch (Exception e) when (IsExpected(e))
        {
            throw new HostStartException(
                $"The TLS certificate '{tls.CertFile}' with the key '{tls.KeyFile}' cannot be used (both must be PEM and " +
                $"belong together): {e.Message}",
                e);
        }
    }

    private static X509Certificate2Collection ReadAuthorities(string path)
    {
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(path);
            return authorities.Count > 0 ? authorities : throw new InvalidDataException("it holds no certificate.");
        }
        catch (Exception e) when (IsExpected(e))
        {
            throw new HostStartException($"The client CA file '{path}' cannot be used: {e.Message}", e);
        }
    }

    private static X509ChainPolicy PolicyOf(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(authorities);
        policy.ApplicationPolicy.Add(new(ClientAuthentication));
        return policy;
    }

    private static bool IsExpected(Exception e) =>
        e is IOException or UnauthorizedAccessException or ArgumentException or InvalidDataException
            or System.Security.Cryptography.CryptographicException;
}
