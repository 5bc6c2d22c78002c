using System.Security.Cryptography.X509Certificates;

namespace Interlink.ApiServer.Sidecars;

/// <summary>Who may have issued the certificates of peers.</summary>
internal static class CertificateTrust
{
    /// <summary>Only the CAs in a PEM file, not those of the machine.</summary>
    /// <exception cref="InvalidDataException">The file holds no certificate.</exception>
    public static X509ChainPolicy Only(string path)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(path);
        return policy.CustomTrustStore.Count > 0 ? policy : throw new InvalidDataException($"'{path}' holds no certificate.");
    }
}
