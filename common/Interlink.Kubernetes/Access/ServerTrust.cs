using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Interlink.Kubernetes.Access;

/// <summary>What makes a server the right one.</summary>
internal sealed class ServerTrust
{
    private readonly X509Certificate2Collection? _authorities;

    private ServerTrust(X509Certificate2Collection? authorities) => _authorities = authorities;

    /// <summary>True accepts any certificate.</summary>
    public bool Insecure { get; private init; }

    /// <summary>The name the certificate must have; null for the address' own.</summary>
    public string? ServerName { get; private init; }

    /// <summary>Takes the machine's authorities when <paramref name="authoritiesPem"/> is null.</summary>
    /// <exception cref="KubeConfigException">There is no certificate in the text.</exception>
    public static ServerTrust Read(string? authoritiesPem, string? serverName, bool insecure, string origin)
    {
        X509Certificate2Collection? authorities = null;
        if (authoritiesPem is not null)
        {
            authorities = [];
            try
            {
                authorities.ImportFromPem(authoritiesPem);
            }
            catch (CryptographicException e)
            {
                throw new KubeConfigException($"The certificate authority of {origin} cannot be used: {e.Message}", e);
            }

            if (authorities.Count == 0)
            {
                throw new KubeConfigException($"The certificate authority of {origin} holds no PEM certificate.");
            }
        }

        return new ServerTrust(authorities) { ServerName = serverName, Insecure = insecure };
    }

    /// <summary>Settings for connections.</summary>
    [SuppressMessage("Security", "CA5359:Do not disable certificate validation", Justification = "Only where a kubeconfig asks for it.")]
    public SslClientAuthenticationOptions TlsOptions(ClientCertificate? certificate)
    {
        var options = new SslClientAuthenticationOptions { ClientCertificateContext = certificate?.Context };
        if (Insecure)
        {
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        }
        else if (_authorities is not null)
        {
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            };
            policy.CustomTrustStore.AddRange(_authorities);
            policy.ExtraStore.AddRange(_authorities);
            options.CertificateChainPolicy = policy;
            options.RemoteCertificateValidationCallback = (_, _, chain, errors) => errors == SslPolicyErrors.None
                || (errors == SslPolicyErrors.RemoteCertificateChainErrors && chain is not null
                    && (EndsInAuthority(chain) || EndsInOneOfAName(chain)));
        }

        return options;
    }

    /// <summary>
    /// Kubernetes trusts a certificate of the CA file as it is, an intermediate one, too; a chain must otherwise end in one that signed
    /// itself.
    /// </summary>
    private bool EndsInAuthority(X509Chain chain)
    {
        if (chain.ChainStatus.Any(status => status.Status != X509ChainStatusFlags.PartialChain))
        {
            return false;
        }

        X509Certificate2 last = chain.ChainElements[^1].Certificate;
        return chain.ChainElements.Count > 1 && _authorities!.Any(known => known.RawDataMemory.Span.SequenceEqual(last.RawDataMemory.Span));
    }

    /// <summary>
    /// During a rotation there may be two authorities of one name. Unless their certificates hold key identifiers, only one of them is looked
    /// at: so each is tried alone.
    /// </summary>
    private bool EndsInOneOfAName(X509Chain chain)
    {
        IEnumerable<IGrouping<string, X509Certificate2>> names = _authorities!.GroupBy(known => known.Subject);
        foreach (X509Certificate2 authority in names.Where(alike => alike.Count() > 1).SelectMany(alike => alike))
        {
            using var alone = new X509Chain { ChainPolicy = chain.ChainPolicy.Clone() };
            foreach (X509Certificate2 known in _authorities!)
            {
                alone.ChainPolicy.ExtraStore.Remove(known);
            }

            alone.ChainPolicy.CustomTrustStore.Clear();
            alone.ChainPolicy.CustomTrustStore.Add(authority);
            if (alone.Build(chain.ChainElements[0].Certificate))
            {
                return true;
            }
        }

        return false;
    }
}
